"""Learning the shipped models from annotated files."""
