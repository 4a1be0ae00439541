"""The evidence page: the log, the child’s voice, coverage of the plan, the Executive’s view."""
