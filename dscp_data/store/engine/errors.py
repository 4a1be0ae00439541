"""Errors of the store. Every message is for the reader and says what to do."""

from __future__ import annotations

import errno
from pathlib import Path

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
    """The data are not what was written, or cannot be read."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} {WHAT_TO_DO}")
        self.what = what


class WrongKey(Unavailable):
    """The database is encrypted with another key, or with one where none is set."""


class NewerDatabase(Unavailable):
    """The database was written by a later version of the dashboard."""


class NotMigrated(Unavailable):
    """The database could not be brought up to date, and is as it was."""


class ServerAway(Unavailable):
    """PostgreSQL does not answer. The next question tries again."""


class NoRoom(Unavailable):
    """The disk is full. Nothing was changed."""


class NotWritable(Unavailable):
    """The disk is read-only, or this account may not write there. Nothing was changed."""


# The system's own words, which DuckDB passes on. The first that is found counts.
READ_ONLY = ("Read-only file system", "read-only mode")
NO_PERMISSION = ("Permission denied", "Operation not permitted")
FULL = ("No space left", "not enough space", "Could not write", "Disk quota exceeded", "ENOSPC")
NUMBERS = {
    errno.EROFS: READ_ONLY[0],
    errno.EACCES: NO_PERMISSION[0],
    errno.EPERM: NO_PERMISSION[1],
    errno.ENOSPC: FULL[0],
    errno.EDQUOT: FULL[3],
}


def storage_fault(error: Exception, path: Path) -> Unavailable | None:
    """Why a file could not be opened or written, where the fault is with the disk and not with
    what the file holds; None for any other error."""
    text = NUMBERS.get(getattr(error, "errno", None) or 0, str(error))
    if any(words in text for words in READ_ONLY):
        return NotWritable(
            f"The disk with {path} is read-only. Nothing has been changed. Make it writable and "
            "try again."
        )
    if any(words in text for words in NO_PERMISSION):
        return NotWritable(
            f"This account may not read and write {path}. Nothing has been changed. Change its "
            "permissions and try again."
        )
    if any(words in text for words in FULL):
        return NoRoom(
            f"The disk with {path} is full. Nothing has been changed. Free some space there and "
            "try again."
        )
    return None
