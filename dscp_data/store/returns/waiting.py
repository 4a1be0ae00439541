"""Files that somebody uploaded and has neither accepted nor dropped, sealed, for that person alone.

They are not returns yet: no figure comes from them, no backup holds them, and they are deleted
after `KEPT_DAYS`. A refused file is never among them.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dscp_data.model.returns import CheckedReturn
from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.errors import StoreError
from dscp_data.store.returns.originals import write_atomically

KEPT_DAYS = 30
MOST_WAITING = 20
"""Files of one person."""


@dataclass(frozen=True)
class WaitingReturn:
    """An uploaded file. `sender` is the agency that its owner chose, or None; `uploaded_at` is in
    UTC."""

    file: str
    content: bytes
    sender: str | None
    uploaded_at: datetime

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class WaitingReturns:
    """The waiting files of every person, each in a folder of their own."""

    folder: Path
    key: Key

    def keep(self, person: str, one: WaitingReturn) -> None:
        """Keep a file until its owner accepts or drops it. One that waits already waits from the
        day it was first uploaded. Raises StoreError."""
        path = self.path(person, one.sha256)
        uploaded_at = self.read(path).uploaded_at if path.exists() else one.uploaded_at
        facts = {"file": one.file, "sender": one.sender, "uploaded_at": uploaded_at.isoformat()}
        waiting = len([*self.folder_of(person).glob("*")])
        if waiting >= MOST_WAITING and not path.exists():
            raise StoreError(
                f"You have {waiting} returns waiting, so {one.file} is not kept for later. Accept"
                " or drop one of them."
            )
        sealed = self.key.seal(json.dumps(facts).encode() + b"\n" + one.content)
        try:
            write_atomically(path, sealed)
            uploaded = uploaded_at.replace(tzinfo=UTC).timestamp()
            os.utime(path, (uploaded, uploaded))
        except OSError as error:
            raise StoreError(
                f"{one.file} could not be kept for later: {error.strerror}. You can still accept it"
                " now."
            ) from error

    def of(self, person: str) -> list[WaitingReturn]:
        """A person's files, the first uploaded first. Raises WrongKey."""
        found = [self.read(path) for path in sorted(self.folder_of(person).glob("*"))
                 if path.suffix != ".partial"]  # fmt: skip
        return sorted(found, key=lambda one: (one.uploaded_at, one.file))

    def read(self, path: Path) -> WaitingReturn:
        header, _, content = self.key.unseal(path.read_bytes(), str(path)).partition(b"\n")
        facts = json.loads(header)
        at = datetime.fromisoformat(facts["uploaded_at"])
        return WaitingReturn(facts["file"], content, facts["sender"], at)

    def drop(self, person: str, sha256: str) -> None:
        self.path(person, sha256).unlink(missing_ok=True)

    def delete_expired(self, now: datetime) -> None:
        """Delete every file that has waited for more than `KEPT_DAYS` at a time (UTC)."""
        oldest = (now - timedelta(days=KEPT_DAYS)).replace(tzinfo=UTC).timestamp()
        for path in self.files():
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)

    def files(self) -> Iterator[Path]:
        return self.folder.glob("*/*")

    def delete_all(self, person: str) -> None:
        """Delete what a person left, as when their role ends."""
        shutil.rmtree(self.folder_of(person), ignore_errors=True)

    def folder_of(self, person: str) -> Path:
        return folder_of(self.folder, person)

    def path(self, person: str, sha256: str) -> Path:
        return self.folder_of(person) / sha256


def folder_of(folder: Path, person: str) -> Path:
    """The folder of one person, whose name it does not have."""
    return folder / hashlib.sha256(person.casefold().encode()).hexdigest()[:32]


def waiting_return(
    checked: CheckedReturn, content: bytes, sender: str | None, now: datetime
) -> WaitingReturn:
    """A checked file as it waits. Raises ValueError for a refused one, which is never kept."""
    if checked.refused:
        raise ValueError(f"{checked.file} was refused and must not be kept")
    return WaitingReturn(checked.file, content, sender, now)
