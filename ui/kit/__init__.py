"""What every panel shares: positions, colours, keys, messages."""
