"""Bulk jobs over the whole store: loading from disk and rebuilding from originals."""
