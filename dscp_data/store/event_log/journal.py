"""The copy of the event log in a file beside the database, a JSON line for each event.

The log of a database that was cut short, put back or lost is shorter than this file. With the
original files, it is all that is needed to make the database again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.errors import Damaged
from dscp_data.store.event_log.events import Event, canonical, format_iso


class Journal:
    """The file of the log. `last` is the newest event in it, or None."""

    def __init__(self, path: Path, key: Key) -> None:
        self.path = path
        self.key = key
        self.last = last_of(list(self.events()))

    def events(self) -> Iterator[Event]:
        """Raises Damaged for a line that is no event, unless it was cut off while it was written:
        then what it says is still in the database. Raises WrongKey."""
        lines = self.path.read_bytes().split(b"\n") if self.path.exists() else [b""]
        for line in lines[:-1]:
            try:
                yield event_in(self.key.unseal(line, str(self.path)))
            except (ValueError, KeyError, TypeError) as error:
                raise Damaged(f"The event log {self.path} is damaged.") from error

    def append(self, new: Sequence[Event]) -> None:
        """Write events to the disk, after those that are whole. Raises OSError."""
        if not new:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            file.truncate(end_of_last_line(self.path))
            file.write(b"".join(self.key.seal(line_of(event)) + b"\n" for event in new))
            file.flush()
            os.fsync(file.fileno())
        self.last = new[-1]


def journal_path(database: Path) -> Path:
    return database.with_name(f"{database.stem}.events.jsonl")


def end_of_last_line(path: Path) -> int:
    """Where the whole lines end. A log is long and mostly whole, so its end is read first."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size - 1, 0))
        if file.read() in (b"", b"\n"):
            return size
    return path.read_bytes().rfind(b"\n") + 1


def last_of(log: Sequence[Event]) -> Event | None:
    return log[-1] if log else None


def line_of(event: Event) -> bytes:
    return canonical({**vars(event), "at": format_iso(event.at)}).encode()


def event_in(line: bytes) -> Event:
    entry = json.loads(line)
    subjects = tuple(entry.pop("subjects"))
    return Event(at=datetime.fromisoformat(entry.pop("at")), subjects=subjects, **entry)
