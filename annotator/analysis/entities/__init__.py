"""Names: what the pipeline found, repaired and given one kind."""
