"""The sections of the Definitions page."""
