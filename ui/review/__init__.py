"""What came back from the supervisor, settled item by item."""
