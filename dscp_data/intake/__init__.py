"""Taking an agency's return in: bytes of a file, to cells, to records."""
