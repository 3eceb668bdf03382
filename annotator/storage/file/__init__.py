"""The library's file: its schema, its engine, who holds it, what can go wrong with it."""
