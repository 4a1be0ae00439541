"""Backing up, restoring and re-encrypting the database."""
