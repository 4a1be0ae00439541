"""Adds figures up into one row per series and reporting period."""
