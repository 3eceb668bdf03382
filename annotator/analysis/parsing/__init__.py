"""The parse and the quotation marks of a text, as the other parts of the analysis read them."""
