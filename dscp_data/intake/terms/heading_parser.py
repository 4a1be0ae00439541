"""Parses a heading or label: a column's role, or the place, period or part it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dscp_data.intake.cells.workbook import Cell, CellValue
from dscp_data.intake.terms.folding import LONGEST_NAME, fold
from dscp_data.intake.terms.heading_terms import (
    KNOWN_ROLES,
    MEASURES,
    OVER_TIME,
    ROLES,
    TOTAL_WORDS,
    counts_anything,
)
from dscp_data.intake.terms.name_matcher import FOOTNOTE, FOOTNOTE_ENDS, NameMatcher
from dscp_data.intake.terms.parsed_period import NOT_A_PERIOD, ParsedPeriod
from dscp_data.intake.terms.period_parser import read_period
from dscp_data.intake.terms.value_parser import parse_normalised

TOTAL_WITH_PERIOD = re.compile(
    r"\b(grand total|sub ?-?total|running total|total|ytd|y\.t\.d\.?|year[ -]to[ -]date|cumulative"
    r"|to date|rolling year|rolling 12 months?|rolling)(?!\w)",
    re.I,
)
MEASURE_END = re.compile(
    r"\b(number|numerator|num|count|no\.?|out of|denominator|den|base|percentage|percent|rate)"
    r"\b\)?$"
    r"|(%)\)?$",
    re.I,
)
RATE = re.compile(r"\b(?:(?:crude )?rate )?per (1(?:0|00)?[, ]?000)\b", re.I)
BEFORE_PART = " -–—:(,/|"
"""The text between a name and the part of a figure that it ends with."""
MEASURE_START = re.compile(
    r"^(number|numerator|num|count|out of|denominator|den|base|percentage|percent|%)\s*[-–:,/(]*"
    r"\s+(\S.*?)\)?$",
    re.I,
)
COUNT_OF = re.compile(r"^(?:number|no\.?|count|total number|sum) of (?:the )?(\S.*)$", re.I)
EXPORTED = re.compile(r"^(?:sum|total|max|min|first) of (?=\S)|(?<=\w)\.\d{1,2}$", re.I)
LONGEST_HEADING = 60
LONGEST_COMBINED = 160
MOST_HALVES = 5_000
"""Halves of unknown texts that are looked up in a file, about 20 of a text of a dozen words; real
files have fewer than 1,000. Of further texts none has a meaning, and each is asked about as a text
that nobody knows."""
IN_BRACKETS = re.compile(r"^(.*?\S)\s*[(\[]([^()\[\]]+)[)\]]$")
BEFORE_BRACKETS = re.compile(r"^[(\[]([^()\[\]]+)[)\]]\s*(\S.*)$")
JOINED = re.compile(r"\s*[:;|]\s*|\s+[-–—]+\s+|[,/]\s+|\s+")


def beside_each_other(text: str) -> Iterator[tuple[str, str]]:
    """The ways to part a heading into a name and what is said beside it."""
    found = IN_BRACKETS.match(text)
    if found:
        yield found[1], found[2]
    found = BEFORE_BRACKETS.match(text)
    if found:
        yield found[2], found[1]
    for cut in JOINED.finditer(text):
        first, last = text[: cut.start()], text[cut.end() :]
        yield first, last
        yield last, first


class Meaning(NamedTuple):
    """The meaning of a text. `role` where it names a column; otherwise the values it gives.

    `total` is a key of TOTALS; `part` is "number", "out of", "percent", "population" or a rate:
    "per 1000", "per 10000", "per 100000".
    `shape` is "number", "mark", "text" or "" (it means something). "N/K" is the name of a place
    and could be a mark. `qualified` is a text that names something and says more: it is unclear.
    """

    role: str = ""
    part: str = ""
    total: str = ""
    period: ParsedPeriod = NOT_A_PERIOD
    indicator: str | None = None
    agency: str | None = None
    locality: str | None = None
    unclear: tuple[str, str] | None = None
    shape: str = ""
    could_be_mark: bool = False
    qualified: str = ""

    @property
    def dimension(self) -> str:
        """The dimension that it gives a value of, or ""."""
        if self.period.has_meaning:
            return "period"
        for kind in ("indicator", "agency", "locality"):
            if getattr(self, kind) is not None:
                return kind
        return self.unclear[0] if self.unclear else ""


TEXT = Meaning(shape="text")
NUMBER = Meaning(shape="number")
MARK = Meaning(shape="mark")


def is_bare_number(value: object) -> bool:
    """Whether a value is a number and nothing else, as text too: 2025 may be a year or a count."""
    if isinstance(value, str):
        return value.strip().isdecimal()
    return isinstance(value, int | float)


class HeadingParser:
    """Reads headings against a catalogue's names, each text once."""

    def __init__(self, names: NameMatcher) -> None:
        self.names = names
        self.seen: dict[object, Meaning] = {}
        self.halves = 0

    def of(self, cell: Cell) -> Meaning:
        """The meaning of a cell standing in a heading."""
        if cell.error is not None or cell.formula_without_value:
            return MARK
        value = cell.value
        key = value if isinstance(value, str) else (type(value), value)
        found = self.seen.get(key)
        if found is None:
            if isinstance(value, str):
                text = " ".join(value.split()) or value[:1]
                found = self.of_text(text) if len(text) <= LONGEST_NAME else TEXT
            else:
                spelling = self.period(value)
                found = Meaning(period=spelling) if spelling.has_meaning else NUMBER
            self.seen[key] = found
        return found

    def of_text(self, text: str) -> Meaning:
        key = fold(text)
        if not key:
            return MARK if text.strip() else TEXT
        if text[-1] in FOOTNOTE_ENDS and (bare := FOOTNOTE.sub("", text)) and bare != text:
            unmarked = self.of_text(bare)
            if unmarked.role or unmarked.total:
                return unmarked
        role = ROLES.get(key) or ("number" if counts_anything(key) else "")
        if role in MEASURES:
            return Meaning(role=role, part=role)
        if role:
            return Meaning(role=role)
        if key in TOTAL_WORDS:
            return Meaning(total=TOTAL_WORDS[key])
        plain = self.plain(text)
        if plain is not None and plain.unclear:
            plain = self.combined(text) or plain
        is_mark = parse_normalised(" ".join(text.casefold().split())).kind != "unreadable"
        if plain is not None:
            named = plain.locality is not None or plain.agency is not None
            return plain._replace(could_be_mark=is_mark and named)
        if is_mark:
            return MARK
        return (
            self.combined(text)
            or self.mapped(key)
            or self.counted(text)
            or self.exported(text)
            or self.with_more(text)
            or TEXT
        )

    def counted(self, text: str) -> Meaning | None:
        """ "Number of dispersal orders" is an indicator's name."""
        found = COUNT_OF.match(text.strip())
        plain = self.plain(found[1]) if found else None
        return plain._replace(part="number") if plain and plain.indicator else None

    def exported(self, text: str) -> Meaning | None:
        """A heading as a program writes it: "Sum of Number", "Number.1"."""
        bare = EXPORTED.sub("", text.strip())
        meaning = self.of_text(bare) if bare and bare != text.strip() else None
        return None if meaning is None or meaning.shape else meaning

    def with_more(self, text: str) -> Meaning | None:
        """A period or a name with words that are not its own: "Apr-25 (under 12s)"."""
        words = " ".join(text.split())
        if len(words) > LONGEST_HEADING or self.halves >= MOST_HALVES:
            return None
        for name, more in beside_each_other(words):
            self.halves += 1
            meaning = self.plain(name)
            if meaning is None or not meaning.dimension or not fold(more):
                continue
            question = f"What does “{more}” mean for these figures?"
            if meaning.period.period or meaning.period.first_month:
                return Meaning(period=ParsedPeriod(question=question), qualified=words)
            if meaning.indicator or meaning.locality:
                return Meaning(unclear=(meaning.dimension, question), qualified=words)
        return None

    def mapped(self, key: str) -> Meaning | None:
        """A column's heading as the sender means it."""
        role = self.names.sender.meaning(("column", key), KNOWN_ROLES)
        return Meaning(role=role, part=role if role in MEASURES else "") if role else None

    def period(self, value: CellValue) -> ParsedPeriod:
        """What a value says of a period, quarters counted as the sender counts them."""
        return self.names.sender.dated(read_period(value))

    def plain(self, text: str) -> Meaning | None:
        """A period, a locality, an indicator or an agency, by itself."""
        spelling = self.period(text)
        if spelling.has_meaning:
            return Meaning(period=spelling)
        question: tuple[str, str] | None = None
        for kind in ("locality", "indicator", "agency"):
            found = self.names.find(kind, text)
            if found.id is not None:
                return Meaning(**{kind: found.id}, part=found.part)  # type: ignore[arg-type]
            if found.question and question is None:
                question = (kind, found.question)
        return Meaning(unclear=question) if question else None

    def combined(self, text: str) -> Meaning | None:
        """Two in one: "Apr 25 Number", "Out of (Easington)", "Total 2025/26"."""
        text = text.strip()
        if len(text) > LONGEST_COMBINED:
            return None
        rate = RATE.search(text)
        if rate:
            part = "per " + re.sub(r"\D", "", rate[1])
            rest = text[: rate.start()].rstrip(BEFORE_PART)
            meaning = self.plain(rest) if rest else None
            if meaning or not rest:
                return (meaning or Meaning(role=part))._replace(part=part)
        found = MEASURE_END.search(text)
        rest = text[: found.start()].rstrip(BEFORE_PART) if found else ""
        part = (found[1] or found[2]) if found else ""
        if not rest:
            found = MEASURE_START.match(text)
            rest, part = (found[2], found[1]) if found else ("", "")
        if rest:
            key = fold(rest)
            meaning = Meaning(total=TOTAL_WORDS[key]) if key in TOTAL_WORDS else self.plain(rest)
            if meaning:
                return meaning._replace(part=ROLES[fold(part)])
        totals = [TOTAL_WORDS[fold(found[1])] for found in TOTAL_WITH_PERIOD.finditer(text)]
        if totals:
            rest = TOTAL_WITH_PERIOD.sub(" ", text).strip(" -–—:(),")
            meaning = self.plain(rest)
            if meaning:
                over_time = (total for total in totals if total in OVER_TIME)
                return meaning._replace(total=next(over_time, totals[0]))
        return None
