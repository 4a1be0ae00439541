"""Original files, stored under the sha256 of their bytes, encrypted if there is a key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.errors import StoreError
from dscp_data.store.engine.sealed_files import write_atomically


def originals_folder(database: Path) -> Path:
    return database.parent / "originals"


@dataclass(frozen=True)
class Originals:
    """A folder outside of anything that is served."""

    folder: Path
    key: Key

    def path(self, sha256: str, file: str) -> Path:
        return self.folder / (sha256 + Path(file).suffix.lower())

    def keep(self, content: bytes, file: str) -> str:
        """Save a file, before anything refers to it, and give its sha256. Raises StoreError."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256, file)
        if not self.holds(sha256, file):
            try:
                write_atomically(path, self.key.seal(content))
            except OSError as error:
                raise StoreError(
                    f"{file} could not be saved in {self.folder}: {error.strerror}. Nothing was "
                    "accepted. Free some space there and try again."
                ) from error
        return sha256

    def holds(self, sha256: str, file: str) -> bool:
        return self.path(sha256, file).exists()

    def read(self, sha256: str, file: str) -> bytes:
        """The bytes as they were sent. Raises StoreError where they are missing or damaged, and
        WrongKey."""
        path = self.path(sha256, file)
        if not path.exists():
            raise StoreError(f"The original file, {path}, is missing.")
        content = self.key.unseal(path.read_bytes(), str(path))
        if hashlib.sha256(content).hexdigest() != sha256:
            raise StoreError(f"The original file, {path}, is damaged.")
        return content
