"""Values as they lie in the file: canonical JSON and packed columns."""
