"""The append-only journal of everything a person decided, each entry sealing the one before."""
