"""Starts the dashboard's server and prepares first views."""
