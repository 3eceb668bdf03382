"""What the window does: each office ties some of its views to the use cases."""
