"""The reader: an article's text with its claims and names marked in it."""
