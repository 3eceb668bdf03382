"""Annotated files, read and compared with what was found."""
