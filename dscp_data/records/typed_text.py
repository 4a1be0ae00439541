"""Checks what people type on pages for personal data, by the rules and words of intake."""

from __future__ import annotations

from collections.abc import Iterable

from dscp_data.intake.rules import CHILD_LEVEL, PERSON
from dscp_data.intake.terms.child_identifiers import has_postcode, identifier_in
from dscp_data.intake.terms.person_detector import may_name_a_person
from dscp_data.store import StoreError

LONGEST = 2_000  # characters


class TypedTextError(StoreError):
    """A text cannot be stored as it was typed; the message says what to do."""


class PersonalData(TypedTextError):
    """A text may be about one person. `needs_explanation` where it is stored once somebody explains
    why it identifies nobody."""

    def __init__(self, message: str, *, needs_explanation: bool) -> None:
        super().__init__(message)
        self.needs_explanation = needs_explanation


def check_typed(texts: Iterable[str], explanation: str = "") -> None:
    """Raises PersonalData for an identifier of a child always, and for what may be a name unless
    there is an explanation; TypedTextError for a text that is too long."""
    for text in [*texts, explanation]:
        if len(text) > LONGEST:
            raise TypedTextError(f"Shorten the text to {LONGEST:,} characters or fewer.")
        if what := identifier_in(text) or ("a postcode" if has_postcode(text) else None):
            message = f"{CHILD_LEVEL.message.format(what=what)} Remove it."
            raise PersonalData(message, needs_explanation=False)
        if may_name_a_person(text) and not explanation.strip():
            raise PersonalData(f"{PERSON.message} {PERSON.fix}", needs_explanation=True)
