"""Annotator: who is said to have claimed what, decided by an analyst, briefed in Word."""

__version__ = "0.1.0"
