"""What stands on the pages, one part a module."""
