"""Text that identifies one child: NHS numbers, UPNs, dates of birth, postcodes, names.

Everything is folded first: widths, dashes, spaces, accents and characters that nobody sees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from dscp_data.intake.terms.person_detector import KNOWN, PLACES
from dscp_data.intake.terms.spoken_digits import spoken_digits

LONGEST = 5_000
FEWEST_DIGITS = 10
"""Digits of the shortest number of a child."""
_BETWEEN = r"[^A-Z0-9£$€%]{0,3}"
_NOT_IN_WORD = r"(?:(?<![A-Z0-9£$€])|(?<=NHS)|(?<=NO)|(?<=NUMBER))"
# A telephone number begins with 0 and never with 04, 06 or 09 in ten digits after it.
NHS_NUMBER = re.compile(
    rf"{_NOT_IN_WORD}(?:0(?=[ \-]?[469]))?[ \-]?"
    rf"(\d{{3}}){_BETWEEN}(\d{{3}}){_BETWEEN}(\d{{4}})(?![A-Z0-9])"
)
# Ten digits in other groups, or after a letter: only such as are given to somebody in England.
NHS_DIGITS = re.compile(rf"(?<![\d£$€.,])[4679](?:{_BETWEEN}\d){{9}}(?!\d|[.,]\d)")
GROUPS = {(1,) * 10, (2,) * 5, (4, 3, 3), (6, 4), (3, 7), (3, 3, 3, 1), (10,), (4, 6), (5, 5)}
TEN_DIGITS = re.compile(r"0?(\d{10})(?:\.0+)?")
IN_POWERS = re.compile(r"(\d)\.(\d{9})E\+?0?9")
UPN = re.compile(
    r"(?<![A-Z0-9])[A-HJ-NP-RT-Z](?:[ \-./]{0,2}\d){11}[ \-./]{0,2}[0-9A-HJ-NP-RT-Z](?![A-Z0-9])"
)
POSTCODE = re.compile(
    r"(?<![A-Z0-9])[A-Z]{1,2}\d[A-Z\d]? {0,2}\d(?!ST|ND|RD|TH)[ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])"
)
INSURANCE = re.compile(
    r"(?<![A-Z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[ \-]?\d\d){3}[ \-]?[A-D](?![A-Z0-9])"
)
SHORTEST_POSTCODE, LONGEST_POSTCODE = 5, 14
BIRTH = re.compile(
    r"\b(?:D\.? ?O\.? ?B\b\.?|DATE OF BIRTH|BIRTH ?DATE|BORN(?: ON)?)[ :\-(=]{0,4}"
    r"\d{1,4}(?:ST|ND|RD|TH)?[ \-./]{1,2}(?:\d{1,2}|[A-Z]{3,9})[ \-./]{1,2}\d{2,4}"
)
WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
NAME_WORDS = range(2, 5)
MOST_NAMES = 5
LONGEST_NAME = 60
PARTING = re.compile(r"[_/\\|+&]+")
AGE_BEHIND = re.compile(
    r"[ ,\-=]*[([]?[ ]?(?:aged? )?\d{1,2}(?:[ ]?(?:y(?:ea)?rs?|yo|months?|mths?)(?: old)?)?[)\]]?$"
    r"|[ ,\-]*[([]?\d{1,4}[./\- ](?:\d{1,2}|[a-z]{3,9})[./\- ]\d{1,4}[)\]]?$",
    re.IGNORECASE,
)
NUMBER_BEFORE = re.compile(
    r"^(?:\(?\d{1,3}(?:[.):]| ?-)?|[a-z]{0,4}\d{4,9}:?) +(?=[^\d\s])", re.IGNORECASE
)
ALSO_CALLED = re.compile(r" (?:aka|a\.k\.a\.?|known as) .*$| [\"“'][^\"”']{1,20}[\"”'](?= )", re.I)
SPELLED_OUT = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){2,}(?!\S)")
QUOTES = "\"'“”«»#*[]<>=~-• "
MOST_PIECES = 12
LISTING = re.compile(r"[;\n\r•]")
ALSO_LISTING = re.compile(r",|/|:|&| - |\band\b", re.IGNORECASE)
LETTER_O = re.compile(r"(?<=\d)O(?=[\d ]|$)|(?<![A-Z])O(?=\d)")
OTHER_ALPHABETS = re.compile("[\u0400-\u1fff\u2c00-\u2dff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufeff]")
"""Letters of Cyrillic, Arabic, Hebrew, of India, China, Japan, Korea: in an English return they
write names."""
ALSO_WORDS = {"mark", "dawn", "rose", "ruby", "amber", "lily", "poppy", "will", "grace", "frank",
              "dean", "lee", "heather", "jade", "holly", "daisy", "drew", "mason", "robin", "tara",
              "sally", "logan", "pat", "bill", "rob", "sue", "art"}  # fmt: skip
INITIALS_AND_BIRTH = re.compile(
    r"[A-Z](?:[. ]{0,2}[A-Z]){1,2}\.?[ ,\-:(]{1,4}"
    r"(?:(\d{1,2})[./\- ]\d{1,2}[./\- ]\d{2,4}|\d{4}[./\-]\d{1,2}[./\-](\d{1,2}))\)?"
)
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
    *("lodge", "cottage", "farm", "grange", "manor", "villa", "hotel", "ward", "mill"),
}


def fold_identifier(text: str) -> str:
    """`text` in capitals, with plain digits, spaces and hyphens, and nothing that is not seen."""
    return fold_characters(text).upper()


def fold_characters(text: str) -> str:
    """`text` with plain digits, spaces and hyphens, and nothing that is not seen: a no-break space
    is a space, an en dash a hyphen; zero-width characters and accents go."""
    if text.isascii() and text.isprintable():
        return " ".join(text[:LONGEST].replace("`", "'").split())
    return fold_unusual(text)


@lru_cache(maxsize=10_000)
def fold_unusual(text: str) -> str:
    """As `fold_characters`, of a text with characters beyond the printable ones of ASCII."""
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
    return " ".join("".join(folded).split())


def identifier_in(text: str) -> str | None:
    """What in a text identifies one child, as a sentence names it; None for nothing.

    A text of ten digits and nothing else may be an amount: see `is_ten_digit_nhs_number`.
    """
    folded = fold_identifier(text)
    if "O" in folded:
        folded = LETTER_O.sub("0", folded)
    digits = count_digits(folded)
    if any(map(is_nhs_number, spoken_digits(folded))):
        return "an NHS number"
    if digits >= FEWEST_DIGITS:
        if UPN.search(folded):
            return "a unique pupil number"
        alone = TEN_DIGITS.fullmatch(text.strip())
        if not alone and any(map(is_nhs_number, nhs_candidates(folded))):
            return "an NHS number"
    if digits >= 6 and INSURANCE.search(folded):
        return "a National Insurance number"
    return "a date of birth" if digits and "B" in folded and BIRTH.search(folded) else None


def count_digits(folded: str) -> int:
    """How many digits a folded text has: a pattern takes longer than to count them."""
    return sum(map(folded.count, "0123456789"))


def nhs_candidates(folded: str) -> Iterator[str]:
    """The digits in a folded text that may be an NHS number, by how they are grouped."""
    for parts in NHS_NUMBER.findall(folded):
        yield "".join(parts)
    for found in NHS_DIGITS.finditer(folded):
        groups = re.findall(r"\d+", found[0])
        if tuple(map(len, groups)) in GROUPS:
            yield "".join(groups)


def ten_digits(value: object) -> str | None:
    """The ten digits of a value that is nothing else, a whole number or a text; or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return str(int(value)) if 1e9 <= value < 1e10 and value == int(value) else None
    if not isinstance(value, str) or not 10 <= len(value) <= 40:
        return None
    folded = fold_identifier(value)
    if powers := IN_POWERS.fullmatch(folded):
        return powers[1] + powers[2]
    found = TEN_DIGITS.fullmatch(folded)
    return found[1] if found else None


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the check digit of an NHS number (modulus 11)."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == int(digits[9])


def has_postcode(text: str) -> bool:
    folded = fold_identifier(text)
    if count_digits(folded) < 2:
        return False
    if SHORTEST_POSTCODE <= len(folded) <= LONGEST_POSTCODE and folded[0].isalpha():
        folded = re.sub(r"[ .\-]", "", folded)  # "S R 8 1 A B", "SR8-1AB"
    return POSTCODE.search(folded) is not None


@lru_cache(maxsize=1_000)
def bare_name(text: str) -> str:
    """A text without a line's number before it, an age, a date or another name behind it or quotes
    around it, and with spaces for what may part two names: "1. Dixon/Kayleigh (14)" is "Dixon
    Kayleigh", and "L I A M SMITH" is "LIAM SMITH"."""
    folded = NUMBER_BEFORE.sub("", fold_characters(text[:LONGEST_NAME]).strip(QUOTES))
    bare = ALSO_CALLED.sub("", AGE_BEHIND.sub("", folded))
    joined = SPELLED_OUT.sub(lambda spelled: spelled[0].replace(" ", ""), bare)
    return PARTING.sub(" ", joined).strip(QUOTES)


def is_person_name(text: str) -> bool:
    """Whether a text has the shape of a name: "KAYLEIGH DIXON", "Dixon, K.", "Żaneta Wójcik"."""
    if not 0 < len(text) <= LONGEST_NAME:
        return False
    name = bare_name(text)
    words = WORD.findall(name)
    left = WORD.sub("", name).strip(" ,.()")
    return (
        (len(words) in NAME_WORDS or (len(words) == MOST_NAMES and words[0].casefold() in KNOWN))
        and not left.replace(",", "").replace(".", "").strip()
        and not any(word.casefold() in NOT_NAMES for word in words)
        and any(len(word) > 1 for word in words)
        and (not any(word[0].islower() for word in words) or is_written_small(words))
    )


def is_written_small(words: Sequence[str]) -> bool:
    """Whether all words are in small letters and one at an end is a forename: "kayleigh dixon"."""
    ends = {words[0], words[-1]}
    return all(word.islower() for word in words) and not ends.isdisjoint(KNOWN - ALSO_WORDS)


def has_known_forename(text: str) -> bool:
    """Whether a name has a forename that is known, or a letter that English does not write."""
    text = text[:LONGEST_NAME]
    if not text.isascii() and any(ord(one) > 127 and one.isalpha() for one in text):
        return True
    return any(word.casefold() in KNOWN for word in WORD.findall(bare_name(text)))


def is_in_another_alphabet(text: str) -> bool:
    """Whether a short text is written in another alphabet: in an English return, a name."""
    return (
        not text.isascii() and len(text) <= LONGEST_NAME and len(OTHER_ALPHABETS.findall(text)) >= 2
    )


def is_forename(text: str) -> bool:
    """Whether a text is a forename that is known, and no month: "Kayleigh", "LIAM (12)"."""
    return len(text) <= LONGEST_NAME and bare_name(text).casefold().strip(" ,.") in KNOWN


def names_in(text: str) -> list[str]:
    """The texts of a cell that lists several: "Kayleigh Dixon; Liam Smith", and with commas between
    them where they are names with a known forename."""
    found: list[str] = []
    for part in map(str.strip, LISTING.split(text[:LONGEST])):
        if not any(map(str.isalpha, part)):
            continue
        pieces = [piece.strip() for piece in ALSO_LISTING.split(part)] if len(part) > 9 else []
        named = [
            one for one in pieces[:MOST_PIECES]
            if " " in one and has_known_forename(one) and is_person_name(one)
        ]  # fmt: skip
        if len(named) > 1:
            found += pieces
        elif named and len(pieces) > 1:
            # "Kayleigh Dixon - Park View" names one person and a place, "Liam & Mia Dixon" two.
            siblings = all(one in named or is_forename(one) for one in pieces)
            found += named if siblings or " - " in part or ": " in part else [part]
        else:
            found.append(part)
    return found


def are_names(texts: Iterable[str], fewest: int = 3) -> bool:
    """Whether texts are mostly names of people, and enough of them with a known forename."""
    distinct = {name for text in texts for name in names_in(text)}
    named = [text for text in distinct if is_person_name(text) or is_forename(text)]
    known = sum(map(has_known_forename, named))
    return len(named) >= fewest and 2 * len(named) > len(distinct) and 3 * known >= len(named)


def is_initials_with_birth(text: str) -> bool:
    """Whether a text is initials and a day that begins and ends no period: "KD (12/03/2011)"."""
    found = INITIALS_AND_BIRTH.fullmatch(text.strip()) if len(text) <= LONGEST_NAME else None
    return found is not None and 1 < int(found[1] or found[2]) < 28


def is_initials(text: str) -> bool:
    return len(text) <= 8 and INITIALS.fullmatch(" ".join(text.split())) is not None
