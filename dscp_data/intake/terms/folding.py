"""Folds texts, so that two spellings of the same words are equal."""

from __future__ import annotations

import re
import unicodedata

from dscp_data.intake.terms.visible_text import visible

NOT_WORDS = re.compile(r"[^\w%]+")
LONGEST_NAME = 300
"""Characters of the longest text that is compared with names, spaces counted once."""
FOLDED: dict[str, str] = {}
MOST_FOLDED = 100_000


def fold(text: str) -> str:
    """`text` without what spelling varies in: case, accents, spacing, punctuation, & for and."""
    known = FOLDED.get(text)
    if known is None:
        if len(FOLDED) > MOST_FOLDED:
            FOLDED.clear()
        plain = text if text.isascii() else without_accents(text)
        plain = plain.casefold().replace("&", " and ").replace("'", "").replace("%", " % ")
        plain = plain.replace("£", " pounds ").replace("+/-", " plus or minus ").replace("_", " ")
        known = " ".join(NOT_WORDS.sub(" ", plain).split())
        known = known.replace("foundation trust", "ft")
        if len(text) <= LONGEST_NAME:
            FOLDED[text] = known
    return known


def without_accents(text: str) -> str:
    """`text` as it looks, without accents and with no curly apostrophes."""
    plain = unicodedata.normalize("NFKD", visible(text)).replace("’", "").replace("‘", "")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
