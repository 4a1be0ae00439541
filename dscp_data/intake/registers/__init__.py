"""Rows of concerns, mapping meetings, evidence and actions."""
