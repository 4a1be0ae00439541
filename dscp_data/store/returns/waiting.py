"""Files that somebody uploaded and has neither accepted nor removed, for that person alone.

They are not returns yet: no figure comes from them. A refused file is never among them.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dscp_data.model.returns import CheckedReturn
from dscp_data.store.engine.errors import StoreError
from dscp_data.store.engine.sealed_files import SealedFiles

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
class WaitingReturns(SealedFiles):
    """The waiting files of every person."""

    def add(self, person: str, one: WaitingReturn) -> None:
        """Save a file until its owner accepts or removes it. One that waits already expires by the
        day it was first uploaded. Raises StoreError."""
        path = self.path(person, one.sha256)
        uploaded_at = self.load(path).uploaded_at if path.exists() else one.uploaded_at
        facts = {"file": one.file, "sender": one.sender, "uploaded_at": uploaded_at.isoformat()}
        waiting = len(self.files_of(person))
        if waiting >= MOST_WAITING and not path.exists():
            raise StoreError(
                f"You have {waiting} returns waiting, so {one.file} was not saved for later. Accept"
                " or remove one of them."
            )
        try:
            self.write(path, json.dumps(facts).encode() + b"\n" + one.content)
            uploaded = uploaded_at.replace(tzinfo=UTC).timestamp()
            os.utime(path, (uploaded, uploaded))
        except OSError as error:
            raise StoreError(
                f"{one.file} could not be saved for later: {error.strerror}. You can still accept "
                "it now."
            ) from error

    def of(self, person: str) -> list[WaitingReturn]:
        """A person's files, the first uploaded first. Raises WrongKey."""
        found = [self.load(path) for path in self.files_of(person)]
        return sorted(found, key=lambda one: (one.uploaded_at, one.file))

    def load(self, path: Path) -> WaitingReturn:
        header, _, content = self.read(path).partition(b"\n")
        facts = json.loads(header)
        at = datetime.fromisoformat(facts["uploaded_at"])
        return WaitingReturn(facts["file"], content, facts["sender"], at)


def waiting_return(
    checked: CheckedReturn, content: bytes, sender: str | None, now: datetime
) -> WaitingReturn:
    """A checked file as it waits. Raises ValueError for a refused one, which is never saved."""
    if checked.refused:
        raise ValueError(f"{checked.file} was refused and must not be saved")
    return WaitingReturn(checked.file, content, sender, now)
