"""Meetings: agenda, record, actions, and what was revised since."""
