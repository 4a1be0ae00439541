"""The sections of the Returns page."""
