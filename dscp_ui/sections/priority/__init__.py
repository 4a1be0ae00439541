"""The sections of the priority and golden thread pages."""
