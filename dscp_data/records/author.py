"""Who writes a record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Author:
    """Who writes. `reason` is why something that is stored is changed, and `explanation` why a text
    that may name a person identifies nobody; "" where neither is needed."""

    by: str
    reason: str = ""
    explanation: str = ""

    @property
    def full_reason(self) -> str:
        """The reason and the explanation, as they are stored."""
        return " ".join(filter(None, (self.reason.strip(), self.explanation.strip())))
