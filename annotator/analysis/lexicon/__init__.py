"""Word lists: cue words in classes, hedges, names, the user's own additions."""
