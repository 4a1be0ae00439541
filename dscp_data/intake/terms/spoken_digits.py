"""Digits that are written as words: "nine four three four …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

SHORTEST = 10 * len("one ") - 1
SPOKEN = {
    "ZERO": "0", "OH": "0", "NOUGHT": "0", "NIL": "0", "ONE": "1", "TWO": "2", "THREE": "3",
    "FOUR": "4", "FIVE": "5", "SIX": "6", "SEVEN": "7", "EIGHT": "8", "NINE": "9",
}  # fmt: skip
_DIGIT = rf"(?:{'|'.join(SPOKEN)})"
SPOKEN_DIGITS = re.compile(rf"\b{_DIGIT}(?:[ ,.\-]{{1,3}}{_DIGIT}){{9,}}\b")


def spoken_digits(folded: str) -> Iterator[str]:
    """The digits that a folded text spells as words: "nine four three …"."""
    if len(folded) < SHORTEST:
        return
    for found in SPOKEN_DIGITS.finditer(folded):
        yield "".join(SPOKEN[word] for word in re.findall(r"[A-Z]+", found[0]))
