"""Accepting, withdrawing, previewing and reading returns."""
