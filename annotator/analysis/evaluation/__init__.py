"""How well the analysis does on annotated files."""
