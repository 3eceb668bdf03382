"""What the lists of the window share in drawing their rows."""
