"""From every released schema to the newest, one small step each."""
