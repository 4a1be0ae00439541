"""Files beside the database that are no part of the record: sealed, each for one person alone.

They are not rows, so no event, backup or export has them. They are deleted when their owner's role
ends, or when nobody has changed them for `EXPIRE_AFTER_DAYS`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

from dscp_data.store.engine.encryption import Key

EXPIRE_AFTER_DAYS = 30
PARTIAL = ".partial"


@dataclass(frozen=True)
class SealedFiles:
    """Files of many people, each person's in a folder whose name does not show whose it is."""

    folder: Path
    key: Key

    def path(self, person: str, name: str) -> Path:
        return self.folder_of(person) / name

    def folder_of(self, person: str) -> Path:
        return self.folder / hashlib.sha256(person.casefold().encode()).hexdigest()[:32]

    def files(self) -> Iterator[Path]:
        return self.folder.glob("*/*")

    def files_of(self, person: str) -> list[Path]:
        """One person's files that were written to their end, by name."""
        return sorted(p for p in self.folder_of(person).glob("*") if p.suffix != PARTIAL)

    def write(self, path: Path, content: bytes) -> None:
        """Raises OSError."""
        write_atomically(path, self.key.seal(content))

    def read(self, path: Path) -> bytes:
        """Raises WrongKey."""
        return self.key.unseal(path.read_bytes(), str(path))

    def delete(self, person: str, name: str) -> None:
        self.path(person, name).unlink(missing_ok=True)

    def delete_all(self, person: str) -> None:
        """Delete everything of one person, as when their role ends."""
        shutil.rmtree(self.folder_of(person), ignore_errors=True)

    def delete_expired(self, now: datetime) -> None:
        """Delete every file last changed more than `EXPIRE_AFTER_DAYS` before a time (UTC)."""
        oldest = (now - timedelta(days=EXPIRE_AFTER_DAYS)).replace(tzinfo=UTC).timestamp()
        for path in self.files():
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that it is there in full or not at all, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{token_hex(4)}{PARTIAL}")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
