"""Telephone numbers and e-mail addresses of people, and not of agencies."""

from __future__ import annotations

import re

from dscp_data.intake.terms.child_identifiers import FEWEST_DIGITS, count_digits, fold_characters

MOBILE = re.compile(r"(?<![\d+])(?:(?:\+|00) ?44 ?(?:\(0\))? ?|0)7(?:[ \-]?\d){9}(?!\d)")
PRIVATE_EMAIL = re.compile(
    r"[\w.+\-]{1,60}@(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|msn|aol|btinternet|sky"
    r"|virginmedia|ntlworld|talktalk|protonmail|proton|me|mail|ymail)\.(?:com|co\.uk|net|me)\b",
    re.IGNORECASE,
)


def has_mobile_number(text: str) -> bool:
    """Whether a text has the number of a mobile telephone of the United Kingdom."""
    folded = fold_characters(text)
    return count_digits(folded) > FEWEST_DIGITS and MOBILE.search(folded) is not None


def has_private_email(text: str) -> bool:
    """Whether a text has an address of a provider that serves people and no agency."""
    return "@" in text and PRIVATE_EMAIL.search(fold_characters(text)) is not None
