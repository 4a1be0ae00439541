"""Comments that say of a figure that it is another one: "this is a target", "Darlington only".

Most comments explain a figure and change nothing: "higher than last year", "target not met". Only
one that says nothing else, or that says what the figure is, is asked about.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections.abc import Collection

from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.parsed_period import NOT_A_PERIOD, ParsedPeriod
from dscp_data.intake.terms.period_parser import read_period
from dscp_data.intake.terms.qualifiers import Qualifiers, words_of
from dscp_data.intake.terms.value_parser import parse_text
from dscp_data.model.periods import Period

LINKS = words_of(
    ("not an but actual only so far just these those all shown given still until per",)
)
"""Words of a comment that add nothing to the one that says what a figure is."""
EVERYDAY = frozenset(("new", "only", "repeat", "less", "change", "difference", "others", "without"))
"""Words that mean another figure in a heading, and in a comment mostly mean something else."""
SAYS_WHAT_IT_IS = re.compile(
    r"\b(?:this|these|figures?|numbers?|values?|counts?|data|totals?|all)(?: \w+){0,2}?"
    r" (?:is|are|was|were|shows?|covers?|represents?|relates? to|refers? to)"
    r"((?: (?:an?|the|our|only|still|all|for|from|on|of|in|just))*(?: [\w%]+){1,3})"
)
EXPLAINS = re.compile(
    r"\b(?:as|than) (?:was )?(?:expected|planned|forecast|projected|predicted)\b"
    r"|\b(?:the |our )?target (?:is|was|of|for \w+ is) \d+\b"
)
"""Words that compare a figure with another and do not say that it is one."""
AT_FAULT = re.compile(
    r"\bshould (?:be|read|have been) \d|\bwrong (?:figure|number)\b|\bdouble count"
    r"|\b(?:figure|number|this) is (?:wrong|incorrect|an error)\b|\bdo not use\b"
    r"|\b(?:correct|right|true|actual) (?:figure|number|value|count)(?: is| of| should be)? \d"
    r"|\b(?:restated|revised|amended|corrected) (?:to|as) \d+\b(?! \w)"
    r"|\balso (?:counted|included|reported) (?:in|under|by)\b|\b(?:copied|carried over) from\b"
    r"|\b(?:to be|not yet|still to be) (?:added|included|entered|counted)\b"
    r"|\b(?:under|over) ?count(?:s|ed|ing)?\b|\bnot for publication\b"
)
NO_FIGURE = re.compile(
    r"\b(?:data|figures?|numbers?|information|system)(?: \w+)? (?:not (?:yet )?(?:available"
    r"|recorded|collected|known|provided|received)|unavailable|down)\b"
)
"""Words that say that there is no figure."""
STANDS_FOR = r"\s*(?:=|means?|denotes?|represents?|stands? for)\s*"
CODE = r"(?:9{2,}|0|zero|-1)"
NO_VALUE = (
    r"(?:missing|unknown|not\b|no (?:data|return|figure)|n/?a\b|suppressed|withheld|unavailable"
    r"|blank|fewer than|less than|under|below|<)"
)
CODE_FOR_NOTHING = re.compile(
    rf"(?<![\d.]){CODE}{STANDS_FOR}(?:a |the )?(?:(?:data|figures?|values?|numbers?)\s+)?{NO_VALUE}"
    rf"|\b(?:blanks?|empty)(?: cells?)?(?:{STANDS_FOR}| (?:is|are) )(?:0|zero|nil|none)\b"
    r"|\b(?:missing|unknown|unavailable|suppressed|withheld|blank)(?: \w+)?"
    rf" (?:(?:is|are) )?(?:shown|entered|coded|recorded|given|written) as {CODE}(?![\d.])",
    re.I,
)
"""A number that stands for none, or none for a number: "99 = missing", "blank = 0"."""
SHORTEST_SENTENCE, SHORTEST_MARK = 3, 4
"""Words of a sentence, and letters of a word that is no other abbreviation."""
PIECE = re.compile(r"[,;.:()]|\s[-–—]\s")
DATE_WORDS = frozenset((
    *(name.casefold() for name in (*month_name, *month_abbr) if name), "sept", "to", "and", "from",
    "until", "up", "combined", "together", "month", "months", "week", "weeks", "day", "days",
    "two", "three", "four", "five", "six", "both", "plus", "inclusive", "the", "first", "for",
    "covers", "covering", "quarter", "year", "st", "nd", "rd", "th", "of", "only", "figure",
    "figures", "data",
))  # fmt: skip
"""Words of a comment that says nothing but a time."""
SPANS_OF_TIME = frozenset(("to", "and", "until", "months", "week", "weeks", "days", "combined"))
LEAVES_OUT = re.compile(r"(?:this )?(?:excludes?|excluding|excl|does not include|not including)\b")
OF_A_PERIOD = re.compile(
    r"(?:\b(?:this|these|the|figures?|numbers?|data|counts?|values?|totals?|is|are|was|were|for|of"
    r"|from|in|covers?|covering|relates?|refers?|shows?|to|actually|really|only|as|at|position"
    r"|taken|period|month|correct|should|be|here)\b[\s:]*)*(.{3,30}?)(?:,? (?:figures?|numbers?"
    r"|data|position|counts?|only|totals?|return|instead|(?:and )?not .*))*[.!]*",
    re.I,
)
"""A comment that says nothing but which period its figure is for."""
MOST_WORDS = 12
AND_OVER = re.compile(r"\b(?:this|these|figures?) (?:is|are) (?:for )?(?:aged? )?\d+ ?\+", re.I)
ONLY = re.compile(r"((?:\w+ ){1,2})only\b|\bonly((?: \w+){1,2})")


def changes_the_figure(text: str, qualifiers: Qualifiers) -> bool:
    """Whether a comment says that the figure beside it is of another kind, period or group."""
    folded = EXPLAINS.sub(" ", fold(text))
    if CODE_FOR_NOTHING.search(text) or AT_FAULT.search(folded) or LEAVES_OUT.match(folded):
        return True
    found = qualifiers.found_in(folded)
    if not found:
        return AND_OVER.search(text) is not None
    if any(qualifiers.found_in(match[1]) for match in SAYS_WHAT_IT_IS.finditer(folded)):
        return True
    telling = set(found) - EVERYDAY
    if telling and not qualifiers.left_over(folded, LINKS | words_of(found)):
        return True
    return any(
        set(qualifiers.found_in(match[1] or match[2])) - EVERYDAY for match in ONLY.finditer(folded)
    )


def says_there_is_none(text: str) -> bool:
    """Whether a comment says that there is no figure: "data not available", "<5 suppressed"."""
    pieces = PIECE.split(text)
    words = text.split()
    said = pieces if len(words) > SHORTEST_SENTENCE else [*pieces, *words]
    kinds = {parse_text(piece).kind for piece in said if len(piece.strip()) >= SHORTEST_MARK}
    return bool(NO_FIGURE.search(fold(text)) or kinds & {"suppressed", "cannot report"})


def says_a_time(text: str) -> bool:
    """Whether a comment is nothing but months, days and weeks: "March and April combined"."""
    words = fold(text).split()
    is_time = all(word in DATE_WORDS or word.isdecimal() for word in words)
    return is_time and len(words) > 1 and not {*words}.isdisjoint(SPANS_OF_TIME)


def named_period(text: str) -> ParsedPeriod:
    """The period that a comment says its figure is for, and nothing else: "the May figure"."""
    words = text.split()
    found = OF_A_PERIOD.fullmatch(" ".join(words)) if len(words) <= MOST_WORDS else None
    return read_period(found[1]) if found else NOT_A_PERIOD


def is_of_another_period(text: str, periods: Collection[Period]) -> bool:
    """Whether a comment says that its figure is for another period than any of these."""
    named = named_period(text)
    if named.period:
        return named.period not in periods
    if not named.has_meaning and says_a_time(text):
        return True
    starts = {(period.start.month, period.months) for period in periods}
    return named.first_month is not None and (named.first_month, named.months) not in starts
