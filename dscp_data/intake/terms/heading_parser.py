"""What a heading or a label means: the role of a column, or the place, period, … it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dscp_data.intake.cells.workbook import Cell, CellValue
from dscp_data.intake.terms.name_matcher import LONGEST_NAME, NameMatcher, fold
from dscp_data.intake.terms.period_parser import NOT_A_PERIOD, ParsedPeriod, read_period
from dscp_data.intake.terms.value_parser import parse_normalised

TABLE_ROLES = {
    "indicator": "indicator|indicators|kpi|ref|reference|indicator id|indicator ref|id"
    "|indicator name|indicator reference|performance indicator|metric|pi|code|indicator code|name"
    "|measure name|kpi ref|kpi name|kpi id|indicator no|ref no|indicator number"
    "|performance measure|measure ref",
    "measure": "measure|measures|part|type of figure|figure type|number or out of|data item|item",
    "agency": "agency|organisation|organization|partner|partner agency|agency name|service|provider"
    "|organisation name|submitted by|reporting agency|source agency|agencies|responsible agency",
    "locality": "locality|area|district|place|geography|location|local area|area name|localities"
    "|locality name|district name|areas|districts",
    "period": "period|month|quarter|date|reporting period|month year|period start|time period"
    "|months|reporting month|month ending|quarter ending|period covered|quarters|periods"
    "|reporting quarter|period ending|month and year|reporting date|financial quarter"
    "|week ending|week commencing|week|weeks|wk ending|w e|w c|fortnight ending|year ending"
    "|year ended|year to|quarter ended|quarter to|quarter end|quarter start|month ended|month end"
    "|month start|period end|period end date|period start date|period from|period to|from|to"
    "|date from|date to|from date|end of period|start of period|end of quarter|end of month",
    "year": "year|financial year|council year|fy|years",
    "period type": "period type|time identifier",
    "number": "number|count|value|numerator|no|num|n|figure|figures|volume|actual|actuals|result"
    "|total number|numbers|counts|values|amount|data",
    "out of": "out of|denominator|base|cohort|den|total cohort|eligible|number out of|base size|of",
    "percent": "%|percent|percentage|per cent|rate|pct|proportion|share|% rate|rate %|percentage %"
    "|as %|in %|% of|% of total|percentage of total",
    "comment": "comment|comments|note|notes|commentary|narrative|remarks|explanation|reason|context"
    "|comments notes|notes comments|comment notes|agency comment|reason for change",
    "status": "status|figure status|data status",
    "provisional": "provisional|provisional p",
    "description": "description|definition|frequency|unit|units|polarity|direction|good is|priority"
    "|outcome|outcomes|target|previous year|rag|rag rating|trend|source|plan wording|owner|lead"
    "|desired direction|priorities|data source|category|theme|file|sheet|cell|direction of travel"
    "|indicator description|line|row",
    "population": "population|population 0 17|0 17 population|child population|children in the area"
    "|population aged 0 17|mid year population|population estimate|population under 18",
}
REGISTER_ROLES = {
    "area of concern": "area of concern|areas of concern|concern|place of concern|hotspot"
    "|location of concern|name of area|place or space|area of concern name",
    "opened": "date opened|opened|date raised|date identified|open date|opened on|date open",
    "resolved": "date resolved|resolved|date closed|closed|closed date|resolution date|resolved on"
    "|date of resolution|resolved date",
    "met": "date of meeting|meeting date|date of mapping meeting|mapping meeting date|date held"
    "|mapping meeting|meeting held on|date meeting held|mapping meeting held",
    "concerns discussed": "areas of concern discussed|concerns discussed|areas discussed"
    "|number of areas of concern discussed|number of concerns discussed|places discussed",
    "concerns opened": "areas of concern opened|concerns opened|new areas of concern"
    "|new concerns|new areas of concern opened|number of areas of concern opened"
    "|areas of concern opened from the meeting|areas of concern opened from it",
    "present": "agencies present|agencies attending|agencies in attendance|partners present"
    "|agencies represented|attended by|attendance|present",
    "repeat of": "repeat of|repeat|repeat of reference|previous reference|reopens|repeat of ref",
    "finding": "finding|findings|key finding|key findings|what we found|learning",
    "type": "type|evidence type|type of evidence|activity|activity type",
    "golden threads": "golden threads|golden thread|threads|thread",
    "rating": "rating|grade|judgement|assurance rating|assurance",
    "strand": "strand|reform strand",
    "workstream": "workstream|work stream",
    "title": "title|milestone|action|milestones|task|action title|milestone title",
    "lead agency": "lead agency|lead organisation|lead partner|agency lead",
    "start": "start|start date|planned start|date started|started",
    "due": "due|due date|deadline|target date|planned end|end date|by when|date due",
    "completed": "completed|date completed|completion date|completed on|actual end",
    "position": "position statement|position|progress|update|latest position|progress update",
    "evidence": "evidence|evidence of completion|evidence link",
    "funding": "funding|funding note|funding notes|funded by",
}
ROLES = {word: role for role, words in REGISTER_ROLES.items() for word in words.split("|")}
ROLES |= {word: role for role, words in TABLE_ROLES.items() for word in words.split("|")}
KNOWN_ROLES = frozenset(ROLES.values())
MEASURES = ("number", "out of", "percent", "population")
TOTALS = {
    "total": "total|totals|grand total|all|overall|overall total|sum|county total|total county"
    "|all areas|all districts|annual total|year total|full year|total for year|12 month total"
    "|all agencies|total all agencies|all localities total|total all areas|total all localities",
    "subtotal": "sub total|subtotal|sub totals|subtotals",
    "ytd": "ytd|year to date|y t d|cumulative|cumulative total|ytd total|total ytd|total to date"
    "|running total|to date",
    "rolling": "rolling|rolling 12 months|rolling 12 month|rolling year|12 month rolling|rolling 12"
    "|rolling 12 month total|rolling 12 months total|rolling total|last 12 months|12 months rolling"
    "|12 month rolling total|previous 12 months|rolling annual total",
    "derived": "average|mean|change|difference|variance|% change|monthly average|median|direction"
    "|last year|change on last year",
}
TOTAL_WORDS = {word: kind for kind, words in TOTALS.items() for word in words.split("|")}
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
"""What stands between a name and the part of a figure that it ends with."""
MEASURE_START = re.compile(
    r"^(number|numerator|num|count|out of|denominator|den|base|percentage|percent|%)\s*[-–:,/(]*"
    r"\s+(\S.*?)\)?$",
    re.I,
)


COUNT_OF = re.compile(r"^(?:number|no\.?|count|total number|sum) of (?:the )?(\S.*)$", re.I)
ANYTHING = frozenset({
    "all", "and", "assessments", "cases", "children", "contacts", "each", "episodes", "events",
    "families", "figures", "forms", "incidents", "individuals", "notifications", "of", "orders",
    "people", "persons", "plans", "practitioners", "records", "referrals", "respondents",
    "responses", "staff", "surveys", "that", "the", "this", "those", "with", "young",
})  # fmt: skip
"""What "Number of …" may count without naming anything by itself."""


EXPORTED = re.compile(r"^(?:sum|total|max|min|first) of (?=\S)|(?<=\w)\.\d{1,2}$", re.I)
LONGEST_HEADING = 60
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


def counts_anything(key: str) -> bool:
    """Whether a folded text is "number of children" or the like, of whatever indicator."""
    start, _, rest = key.partition(" of ")
    return start == "number" and bool(rest) and set(rest.split()) <= ANYTHING


class Meaning(NamedTuple):
    """What a text stands for. `role` where it names a column; otherwise the values it gives.

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
        if len(words) > LONGEST_HEADING:
            return None
        for name, more in beside_each_other(words):
            meaning = self.plain(name)
            if meaning is None or not meaning.dimension or not fold(more):
                continue
            question = f"What does “{more}” say of the figures?"
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
        for kind in ("locality", "indicator", "agency"):
            found = self.names.find(kind, text)
            if found.id is not None:
                return Meaning(**{kind: found.id}, part=found.part)  # type: ignore[arg-type]
        for kind in ("locality", "indicator", "agency"):
            found = self.names.find(kind, text)
            if found.question:
                return Meaning(unclear=(kind, found.question))
        return None

    def combined(self, text: str) -> Meaning | None:
        """Two in one: "Apr 25 Number", "Out of (Easington)", "Total 2025/26"."""
        text = text.strip()
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
        total = TOTAL_WITH_PERIOD.search(text)
        if total:
            rest = TOTAL_WITH_PERIOD.sub(" ", text).strip(" -–—:(),")
            meaning = self.plain(rest)
            if meaning:
                return meaning._replace(total=TOTAL_WORDS[fold(total[1])])
        return None
