"""Text that identifies one child: NHS numbers, UPNs, dates of birth, postcodes, names.

Everything is folded first: widths, dashes, spaces, accents and characters that nobody sees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from dscp_data.intake.terms.person_detector import KNOWN, PLACES

LONGEST = 5_000
_BETWEEN = r"[ \-./,_:;()|]{0,3}"
_NOT_IN_WORD = r"(?:(?<![A-Z0-9£$€])|(?<=NHS)|(?<=NO)|(?<=NUMBER))"
# A telephone number begins with 0 and never with 04, 06 or 09 in ten digits after it.
NHS_NUMBER = re.compile(
    rf"{_NOT_IN_WORD}(?:0(?=[ \-]?[469]))?[ \-]?"
    rf"(\d{{3}}){_BETWEEN}(\d{{3}}){_BETWEEN}(\d{{4}})(?![A-Z0-9])"
)
TEN_DIGITS = re.compile(r"0?(\d{10})(?:\.0+)?")
UPN = re.compile(
    r"(?<![A-Z0-9])[A-HJ-NP-RT-Z](?:[ \-./]{0,2}\d){11}[ \-./]{0,2}[0-9A-HJ-NP-RT-Z](?![A-Z0-9])"
)
POSTCODE = re.compile(
    r"(?<![A-Z0-9])[A-Z]{1,2}\d[A-Z\d]? {0,2}\d(?!ST|ND|RD|TH)[ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])"
)
BIRTH = re.compile(
    r"\b(?:D\.? ?O\.? ?B\b\.?|DATE OF BIRTH|BIRTH ?DATE|BORN(?: ON)?)[ :\-(=]{0,4}"
    r"\d{1,4}(?:ST|ND|RD|TH)?[ \-./]{1,2}(?:\d{1,2}|[A-Z]{3,9})[ \-./]{1,2}\d{2,4}"
)
WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
NAME_WORDS = range(2, 5)
INITIALS = re.compile(r"[A-Z](?:[. ]{0,2}[A-Z]){1,2}\.?")
NOT_NAMES = PLACES | {
    *("council", "county", "district", "area", "ward", "service", "services", "children", "child"),
    *("total", "number", "police", "health", "social", "care", "education", "early", "help", "nhs"),
    *("january", "february", "march", "april", "june", "july", "august", "september", "october"),
    *("november", "december", "month", "quarter", "year", "figure", "figures", "return", "sheet"),
    *("the", "of", "for", "in", "to", "with", "by", "from", "no", "not", "new", "on", "at", "a"),
    *("north", "south", "east", "west", "upper", "lower", "village", "town", "city", "wood"),
    *("hill", "field", "fields", "crescent", "gardens", "church", "community", "library", "bus"),
    *("shopping", "market", "arms", "bridge", "beach", "club", "youth", "centre", "gate", "grove"),
}


@lru_cache(maxsize=10_000)
def fold_identifier(text: str) -> str:
    """`text` in capitals, with plain digits, spaces and hyphens, and nothing that is not seen.

    A no-break space is a space, an en dash a hyphen; zero-width characters and accents go.
    """
    folded = []
    for character in unicodedata.normalize("NFKD", text[:LONGEST]):
        kind = unicodedata.category(character)
        if kind in ("Cf", "Mn", "Me", "Cc") and not character.isspace():
            continue
        if kind == "Pd" or character in "−⁃‐":
            folded.append("-")
        elif character.isspace():
            folded.append(" ")
        elif kind == "Nd":
            folded.append(str(unicodedata.decimal(character)))
        elif character in "’‘`´":
            folded.append("'")
        else:
            folded.append(character)
    return " ".join("".join(folded).upper().split())


def identifier_in(text: str) -> str | None:
    """What in a text identifies one child, as a sentence names it; None for nothing.

    A text of ten digits and nothing else may be an amount: see `is_ten_digit_nhs_number`.
    """
    folded = fold_identifier(text)
    if UPN.search(folded):
        return "a unique pupil number"
    if not TEN_DIGITS.fullmatch(text.strip()) and any(
        is_nhs_number("".join(parts)) for parts in NHS_NUMBER.findall(folded)
    ):
        return "an NHS number"
    return "a date of birth" if BIRTH.search(folded) else None


def ten_digits(value: object) -> str | None:
    """The ten digits of a value that is nothing else, a whole number or a text; or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return str(int(value)) if 1e9 <= value < 1e10 and value == int(value) else None
    if not isinstance(value, str) or not 10 <= len(value) <= 40:
        return None
    found = TEN_DIGITS.fullmatch(fold_identifier(value))
    return found[1] if found else None


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the check digit of an NHS number (modulus 11)."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == int(digits[9])


def has_postcode(text: str) -> bool:
    return POSTCODE.search(fold_identifier(text)) is not None


def is_person_name(text: str) -> bool:
    """Whether a text has the shape of a name: "KAYLEIGH DIXON", "Dixon, K.", "Żaneta Wójcik"."""
    if len(text) > 60 or any(character.isdigit() for character in text):
        return False
    folded = fold_identifier(text)
    words = WORD.findall(folded)
    left = WORD.sub("", folded).strip(" ,.()")
    return (
        len(words) in NAME_WORDS
        and not left.replace(",", "").replace(".", "").strip()
        and not any(word.casefold() in NOT_NAMES for word in words)
        and any(len(word) > 1 for word in words)
        and all(word[0].isupper() for word in WORD.findall(text))
    )


def has_known_forename(text: str) -> bool:
    return any(word.casefold() in KNOWN for word in WORD.findall(fold_identifier(text)))


def are_names(texts: Iterable[str], fewest: int = 3) -> bool:
    """Whether texts are mostly names of people, and enough of them with a known forename."""
    distinct = {text for text in texts if text.strip()}
    named = [text for text in distinct if is_person_name(text)]
    known = sum(map(has_known_forename, named))
    return len(named) >= fewest and 2 * len(named) > len(distinct) and 3 * known >= len(named)


def is_initials(text: str) -> bool:
    return len(text) <= 8 and INITIALS.fullmatch(" ".join(text.split())) is not None
