"""What the app does: one verb per use case, change notices, undo."""
