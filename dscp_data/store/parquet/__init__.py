"""Parquet files that a partnership publishes, and questions over those of several."""
