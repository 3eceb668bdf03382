"""How far contents and sources reach: ends mended after the model has chosen its stretches."""
