"""Original files, stored under the sha256 of their bytes, encrypted if there is a key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.errors import StoreError
from dscp_data.store.engine.files import Files


@dataclass(frozen=True)
class Originals:
    """The original files of every return, and the lines of those past their retention period."""

    files: Files
    key: Key

    def name(self, sha256: str, file: str) -> str:
        return sha256 + Path(file).suffix.lower()

    def keep(self, content: bytes, file: str) -> str:
        """Save a file, before anything refers to it, and give its sha256. Raises StoreError."""
        sha256 = hashlib.sha256(content).hexdigest()
        if not self.holds(sha256, file):
            name = self.name(sha256, file)
            try:
                self.files.write(name, self.key.seal(content))
            except OSError as error:
                folder = Path(self.files.describe(name)).parent
                raise StoreError(
                    f"{file} could not be saved in {folder}: {error.strerror}. Nothing was "
                    "accepted. Free some space there and try again."
                ) from error
        return sha256

    def holds(self, sha256: str, file: str) -> bool:
        return self.files.has(self.name(sha256, file))

    def read(self, sha256: str, file: str) -> bytes:
        """The bytes as they were sent. Raises StoreError where they are missing or damaged, and
        WrongKey."""
        name = self.name(sha256, file)
        where, sealed = self.files.describe(name), self.files.read(name)
        if sealed is None:
            raise StoreError(f"The original file, {where}, is missing.")
        content = self.key.unseal(sealed, where)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise StoreError(f"The original file, {where}, is damaged.")
        return content
