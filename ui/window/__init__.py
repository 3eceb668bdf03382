"""What the window is besides its panels: actions, start, settings, crash, memory."""
