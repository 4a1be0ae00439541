"""Errors of the store. Every message is for the reader and says what to do."""

from __future__ import annotations

WHAT_TO_DO = (
    "Nothing has been changed. Restore the latest good backup with `python -m dscp_data restore`, "
    "or read every return again with `python -m dscp_data rebuild`."
)


class StoreError(Exception):
    """The store cannot be used, or cannot do what was asked."""


class InUse(StoreError):
    """Another program has the database open."""


class Unavailable(StoreError):
    """The database is there and must not be used as it is."""


class Damaged(Unavailable):
    """What the database holds is not what was put into it, or cannot be read."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} {WHAT_TO_DO}")
        self.what = what


class WrongKey(Unavailable):
    """The database is encrypted with another key, or with one where none is set."""


class NewerDatabase(Unavailable):
    """The database was written by a later version of the dashboard."""


class NotMigrated(Unavailable):
    """The database could not be brought up to date, and is as it was."""
