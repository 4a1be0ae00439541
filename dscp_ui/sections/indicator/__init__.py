"""The sections that show one indicator."""
