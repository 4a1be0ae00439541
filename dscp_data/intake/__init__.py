"""Intake of returns: from the bytes of a file to checked records."""
