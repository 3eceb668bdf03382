"""The words of the field as frozen values; no behaviour that needs a file, a model or a window."""
