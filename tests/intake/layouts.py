"""One truth, written in any of the ways in which agencies write it: drawn by Hypothesis.

A look says how; `drawn_book` writes the figures into cells and knows where each one stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from dscp_data.catalogue import catalogue
from dscp_data.intake.cells.workbook import address
from dscp_data.model.periods import Period, month
from tests.intake.books import Percent

SENDER, OTHER = "durham-constabulary", "TEWV"
SENDERS = ("Durham Constabulary", "Durham Police", "durham constabulary ", "ERASE")
INDICATORS = {id: catalogue().indicator(id) for id in ("H01", "H02", "H04", "H06")}
PLACES = {
    "easington": ("Easington", "EASINGTON", "Easington ", "Easington District"),
    "chester-le-street": ("Chester-le-Street", "CLS", "Chester le Street", "Chester\xa0le Street"),
    "durham-city": ("Durham City", "City of Durham", " Durham City"),
    "teesdale": ("Teesdale", "teesdale", "Teesdale\xa0"),
    "out-of-county": ("Out of county", "OOC", "Out of area"),
    "not-known": ("Not known", "N/K", "Unknown"),
}
MONTHS = [month(2025, 4), month(2025, 5), month(2025, 6), month(2025, 7)]
WHOLE_MONTHS: tuple[Callable[[date], Any], ...] = (
    lambda d: f"{d:%b-%y}", lambda d: f"{d:%B %Y}", lambda d: f"{d:%Y-%m}", lambda d: d,
    lambda d: f"{d:%d/%m/%Y}", lambda d: f"{d:%m/%y}", lambda d: f"{d:%b}\xa0{d:%y} ",
    lambda d: f"{d:%b} 2025/26",
)  # fmt: skip
BARE_MONTHS: tuple[Callable[[date], Any], ...] = (lambda d: f"{d:%b}", lambda d: f"{d:%B}")
MARKS = {
    "suppressed": ("c", "[c]", "*", "<5", "low"),
    "not applicable": ("n/a", "z", "Not applicable"),
    "cannot report": ("..", "x", "cannot report", "tbc"),
    "nil": ("nil", "NIL ", "nil return"),
}
HEADS = {
    "indicator": ("Indicator", "KPI", "Ref", "Performance measure"),
    "locality": ("Locality", "Area", "District", "LOCALITY "),
    "period": ("Month", "Period", "Reporting\nmonth", "Date"),
    "agency": ("Agency", "Organisation", "Submitted by"),
    "number": ("Number", "Count", "Numerator", "Value "),
    "out of": ("Out of", "Denominator", "Out of", "Cohort"),
    "percent": ("%", "Percentage", "Rate"),
    "measure": ("Measure", "Part", ""),
}  # fmt: skip
TITLES = (["Return of figures"], ["Prepared for the Think Tank"], [])
NOTES = (["Source: our own system"], ["* small numbers are hidden"], ["(p) provisional"])


@dataclass(frozen=True)
class Fact:
    """One figure, before anyone has written it down."""

    indicator: str
    locality: str
    period: Period
    number: int | None
    base: int | None
    status: str
    provisional: bool = False


@dataclass(frozen=True)
class Look:
    """How a return is written: one field a habit that agencies have."""

    layout: str  # long, measures, pairs, stacked
    down: str  # plain, once, merged: how labels that repeat are written
    titles: tuple[list[str], ...]
    notes: tuple[list[str], ...]
    top: int
    left: int
    totals: bool
    percent: str  # no, fraction, text, number
    numbers: str  # plain, text, commas, spaces, noise
    mark_on: str  # heading, number: where "(p)" stands
    bare_months: str  # no, line, row: where the year stands that headings leave out
    table_agency: str  # column, line or none
    file_agency: str  # right, wrong or none
    choice: str
    hidden_rows: bool
    hidden_sheet: bool
    note_sheet: bool
    gap: int


@dataclass
class Page:
    """A sheet being written."""

    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    said: dict[str, Fact] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    row: int = 1

    def put(self, row: int, column: int, value: Any) -> None:
        if value is not None and value != "":
            self.cells[row, column] = value

    def lines_of(self, *texts: list[str]) -> None:
        for texts_of_row in texts:
            for column, text in enumerate(texts_of_row, 1):
                self.put(self.row, column, text)
            self.row += 1


def looks() -> st.SearchStrategy[Look]:
    def one(*options: Any) -> st.SearchStrategy[Any]:
        return st.sampled_from(options)

    return st.builds(
        Look,
        layout=one("long", "measures", "pairs", "stacked"),
        down=one("plain", "once", "merged"),
        titles=st.lists(st.sampled_from(TITLES), max_size=3).map(tuple),
        notes=st.lists(st.sampled_from(NOTES), max_size=2, unique_by=str).map(tuple),
        top=st.integers(0, 2), left=st.integers(0, 2), totals=st.booleans(),
        percent=one("no", "fraction", "text", "number"),
        numbers=one("plain", "text", "commas", "spaces", "noise"),
        mark_on=one("heading", "number"), bare_months=one("no", "line", "row"),
        table_agency=one("column", "line", "none"),
        file_agency=one("right", "wrong", "none"), choice=one("right", "wrong", "none"),
        hidden_rows=st.booleans(), hidden_sheet=st.booleans(), note_sheet=st.booleans(),
        gap=st.integers(1, 2),
    ).map(sensible)  # fmt: skip


def sensible(look: Look) -> Look:
    """A look that a person could mean: somebody is named, and the first who is named is right."""
    if look.layout != "long" and look.table_agency == "column":
        look = replace(look, table_agency="line")
    if look.layout in ("long", "stacked") and look.bare_months == "row":
        look = replace(look, bare_months="line")
    if look.table_agency == "none" and look.file_agency != "right":
        look = replace(look, file_agency="none", choice="right")
    return look


@st.composite
def truths(draw: st.DrawFn) -> list[Fact]:
    ids = draw(st.lists(st.sampled_from(list(INDICATORS)), min_size=1, max_size=3, unique=True))
    places = draw(st.lists(st.sampled_from(list(PLACES)), min_size=1, max_size=4, unique=True))
    months = MONTHS[: draw(st.integers(2, 4))]
    provisional = draw(st.sampled_from([None, months[-1]]))
    return [
        replace(fact, provisional=period == provisional)
        for id in ids
        for place in places
        for period in months
        if (fact := draw(facts(id, place, period)))
    ]  # fmt: skip


@st.composite
def facts(draw: st.DrawFn, id: str, place: str, period: Period) -> Fact | None:
    status = draw(st.sampled_from(["reported"] * 6 + ["blank", *MARKS]))
    if status == "blank":
        return None
    base = draw(st.integers(1, 3000)) if INDICATORS[id].has_denominator else None
    if status == "reported":
        return Fact(id, place, period, draw(st.integers(0, base or 3000)), base, status)
    kept = base if status == "suppressed" else None
    return Fact(id, place, period, 0 if status == "nil" else None, kept, status)


class Writer:
    """Writes facts in one look; `draw` chooses among spellings."""

    def __init__(self, draw: st.DrawFn, look: Look, facts: list[Fact]) -> None:
        self.pick: Callable[[Any], Any] = lambda options: draw(st.sampled_from(list(options)))
        self.look = look
        self.spell = self.pick(BARE_MONTHS if look.bare_months != "no" else WHOLE_MONTHS)
        # A mark beside a number cannot stand beside another mark; one over a month is for all.
        self.facts = [
            f if self.marks_months or f.status == "reported" else replace(f, provisional=False)
            for f in facts
        ]
        facts = self.facts
        self.ids = list(dict.fromkeys(f.indicator for f in facts))
        self.places = list(dict.fromkeys(f.locality for f in facts))
        self.months = sorted({f.period for f in facts})
        self.by_key = {(f.indicator, f.locality, f.period): f for f in facts}
        self.page = Page()

    def heading(self, role: str) -> str:
        return self.pick(HEADS[role])

    def name(self, id: str) -> str:
        known = INDICATORS[id]
        return self.pick([id, known.name, known.name.upper(), f"{id} {known.name}",
                          known.plan_wording, f"{known.name}\xa0"])  # fmt: skip

    def place(self, id: str) -> str:
        return self.pick(PLACES[id])

    def period(self, period: Period) -> Any:
        written = self.spell(period.start)
        marked = any(f.provisional for f in self.facts if f.period == period)
        if marked and self.marks_months and isinstance(written, str):
            return f"{written} (p)"
        return written

    @property
    def marks_months(self) -> bool:
        return self.look.mark_on == "heading" and isinstance(self.spell(date(2025, 4, 1)), str)

    def number(self, fact: Fact) -> Any:
        if fact.status != "reported":
            return self.pick(MARKS[fact.status])
        assert fact.number is not None
        if fact.provisional and not self.marks_months:
            return f"{fact.number} (p)"
        return self.written(fact.number)

    def written(self, number: int) -> Any:
        return {
            "plain": number, "text": str(number), "commas": f"{number:,}",
            "spaces": f"\xa0{number} ", "noise": number + 1e-9,
        }[self.look.numbers]  # fmt: skip

    def percentage(self, fact: Fact) -> Any:
        if fact.status != "reported" or not fact.base or fact.number is None:
            return None
        share = fact.number / fact.base
        forms = {"fraction": Percent(share), "text": f"{100 * share:.1f}%"}
        return forms.get(self.look.percent, round(100 * share, 1))

    def parts(self, id: str) -> list[str]:
        return ["number", "out of"] if INDICATORS[id].has_denominator else ["number"]

    def value(self, fact: Fact, part: str) -> Any:
        if part == "number":
            return self.number(fact)
        if part == "percent":
            return self.percentage(fact)
        return None if fact.base is None else self.written(fact.base)

    def put_fact(self, fact: Fact | None, row: int, column: int, part: str) -> None:
        if fact is None:
            return
        self.page.put(row, column, self.value(fact, part))
        if part == "number":
            self.page.said[address(row, column)] = fact

    def sum_of(self, id: str, part: str, keys: Iterator[tuple[str, Period]]) -> int | None:
        found = [self.by_key.get((id, place, period)) for place, period in keys]
        numbers = [f.number if part == "number" else f.base for f in found if f]
        return sum(n for n in numbers if n is not None)
