"""What people type at meetings and have not recorded yet: sealed, each for its author alone.

Files beside the database and not rows of it: a draft is no part of the record, so no event, backup
or export has it. It outlives the server, and is deleted once it is recorded or after `KEPT_DAYS`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dscp_data.model.meetings import Draft
from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.errors import StoreError
from dscp_data.store.returns.originals import write_atomically
from dscp_data.store.returns.waiting import folder_of

KEPT_DAYS = 30


@dataclass(frozen=True)
class Drafts:
    """The drafts of every person, each in a folder of their own, one a file for each item."""

    folder: Path
    key: Key

    def save(self, person: str, item: int, draft: Draft) -> None:
        """Keep a draft in place of the last one about its item; an empty one is deleted. Raises
        StoreError where it cannot be written."""
        if draft == Draft():
            self.delete(person, item)
            return
        sealed = self.key.seal(json.dumps(asdict(draft)).encode())
        try:
            write_atomically(self.path(person, item), sealed)
        except OSError as error:
            raise StoreError(
                f"What you typed could not be kept for later: {error.strerror}."
            ) from error

    def read(self, person: str, item: int) -> Draft:
        """A person's draft about an item, empty where there is none. Raises WrongKey."""
        path = self.path(person, item)
        if not path.exists():
            return Draft()
        return Draft(**json.loads(self.key.unseal(path.read_bytes(), str(path))))

    def delete(self, person: str, item: int) -> None:
        self.path(person, item).unlink(missing_ok=True)

    def delete_all(self, person: str) -> None:
        """Delete what a person left, as when their role ends."""
        shutil.rmtree(folder_of(self.folder, person), ignore_errors=True)

    def delete_expired(self, now: datetime) -> None:
        """Delete every draft that nobody has changed for `KEPT_DAYS` at a time (UTC)."""
        oldest = (now - timedelta(days=KEPT_DAYS)).replace(tzinfo=UTC).timestamp()
        for path in self.files():
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)

    def files(self) -> Iterator[Path]:
        return self.folder.glob("*/*")

    def path(self, person: str, item: int) -> Path:
        return folder_of(self.folder, person) / str(item)
