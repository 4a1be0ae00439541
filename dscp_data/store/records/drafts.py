"""What people type at meetings and have not recorded yet, each draft for its author alone."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from dscp_data.model.meetings import Draft
from dscp_data.store.engine.errors import StoreError
from dscp_data.store.engine.sealed_files import SealedFiles


@dataclass(frozen=True)
class Drafts(SealedFiles):
    """The drafts of every person, one a file for each agenda item."""

    def save(self, person: str, item: int, draft: Draft) -> None:
        """Save a draft in place of the last one about its item; an empty one is deleted. Raises
        StoreError where it cannot be written."""
        if draft == Draft():
            self.delete(person, str(item))
            return
        try:
            self.write(self.path(person, str(item)), json.dumps(asdict(draft)).encode())
        except OSError as error:
            raise StoreError(
                f"What you typed could not be saved for later: {error.strerror}."
            ) from error

    def load(self, person: str, item: int) -> Draft:
        """A person's draft about an item, empty where there is none. Raises WrongKey."""
        path = self.path(person, str(item))
        return Draft(**json.loads(self.read(path))) if path.exists() else Draft()
