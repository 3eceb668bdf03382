"""Keeping a library whole: opening, checks, backups, restoring, salvage, deletion for good."""
