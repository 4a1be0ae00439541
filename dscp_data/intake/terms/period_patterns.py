"""The spellings of a date that are a period by themselves, as patterns of text in small letters."""

from __future__ import annotations

import re

MONTH_NAMES = (
    "january february march april may june july august september october november december"
)
MONTHS = {name[:3]: n for n, name in enumerate(MONTH_NAMES.split(), 1)}
MONTHS |= {name: n for n, name in enumerate(MONTH_NAMES.split(), 1)} | {"sept": 9}
M = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
YEAR = r"(\d{4}|'?\d{2})"
COUNCIL = r"(?:fy ?)?(\d{4}|\d{2}) ?(?:/|-|to) ?(\d{4}|\d{2})"
CLOCK = r"(?:[t ](\d{1,2})(?::\d{2})?(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?"
BEGINS = re.compile(rf"\d|fy|from |{M}")
"""How a text begins that is a date by itself: not with "quarter ending", which is taken off."""
AROUND = re.compile(r"^[-/(), ]+|[-/(), ]+$")
TWO_NUMBERS = re.compile(r"(0[1-9]|1[0-2])[-/](\d{2})")
COUNCIL_YEAR = re.compile(COUNCIL)
MONTH_TO_MONTH = re.compile(rf"{M}[ \-]*{YEAR}? ?(?:-|to|/) ?{M},?[ \-]*(?:{YEAR}|{COUNCIL})?")
MONTH_AND_YEAR = re.compile(rf"{M}[ \-/,]*{YEAR}")
YEAR_AND_MONTH = re.compile(rf"(\d{{4}})[ \-/]*{M}")
MONTH_OF_COUNCIL_YEAR = re.compile(rf"{M} ?{COUNCIL}")
DAY_MONTH_YEAR = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ \-/.]+{M}[ \-/.,]*{YEAR}")
YEAR_AND_DIGIT = re.compile(r"(\d{4})[-/.](\d)")
YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})(?:[-/.](\d{{1,2}}))?{CLOCK}")
DAY_FIRST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){CLOCK}")
NUMBER_AND_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
STARTS_A_MONTH = re.compile(rf"0?1(?:st)?[ /.\-]+(?:{M}|\d)|\d{{4}}[/.\-]\d{{1,2}}[/.\-]0?1\b")
"""A date that is the first of its month: what ends on it is not this month."""
DAY = (
    r"(\d{1,2}(?:st|nd|rd|th)?[ /.\-]+(?:\d{1,2}|[a-z]+)[ /.,\-]+(?:\d{4}|'?\d{2})|\d{4}-\d\d-\d\d)"
)
FROM_TO = re.compile(rf"(?:from )?{DAY} ?(?:-|to) ?{DAY}")
