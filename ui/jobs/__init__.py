"""Long work and news from other threads, brought to the window's thread."""
