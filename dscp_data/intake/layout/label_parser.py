"""Parses one label of a row: a name, period, part or total, or a fault."""

from __future__ import annotations

from typing import NamedTuple

from dscp_data.intake import rules
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.period_columns import of_length
from dscp_data.intake.layout.table_context import UNCLEAR, UNKNOWN
from dscp_data.intake.terms.catalogue_names import NameMatch
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.parsed_period import ParsedPeriod
from dscp_data.model.faults import Rule


class Label(NamedTuple):
    """What one label says of one dimension, or what is wrong with it."""

    dimension: str
    value: str | ParsedPeriod | None = None
    part: str = ""
    total: str = ""
    problem: Rule | None = None
    words: tuple[tuple[str, str], ...] = ()


class LabelParser:
    """Reads labels against a catalogue."""

    def __init__(self, headings: HeadingParser) -> None:
        self.headings = headings
        self.names = headings.names

    def read(self, role: str, cell: Cell, length: str = "") -> Label:
        """What a cell under that role says, under a heading that names that `length` of periods.

        It may also name something else (a place among indicators, "Total" among places).
        """
        text = str(cell.value).strip()
        if cell.error or cell.formula_without_value:
            problem = rules.EXCEL_ERROR if cell.error else rules.NO_FORMULA_VALUE
            return Label(role, problem=problem, words=(("text", text),))
        if role in ("period", "year"):
            return self.period_label(role, cell, text, length)
        if role in UNKNOWN:
            name = self.names.find(role, text)
            if name.id:
                return Label(role, name.id, name.part)
            if name.left_over:
                return self.with_more(role, cell, text, name)
            if name.question:
                words = (("text", text), ("question", name.question))
                return Label(role, problem=UNCLEAR[role], words=words)
        return self.other_label(role, cell, text)

    def with_more(self, role: str, cell: Cell, text: str, name: NameMatch) -> Label:
        """An indicator's number with words that are not its own: a part of it, or a fault."""
        meaning = self.headings.of(cell)
        if meaning.indicator and meaning.part:
            return Label(role, meaning.indicator, meaning.part)
        words = (("text", text), ("words", name.left_over))
        return Label(role, problem=rules.QUALIFIED_LABEL, words=words)

    def beside_its_number(self, id: str, cell: Cell) -> Label | None:
        """What is wrong with a text beside an indicator's number: words that are not its own, as
        in "E08" beside "Safeguarding referrals – target"; None where it is a name of it."""
        text = str(cell.value).strip()
        left = self.names.words_beside(id, text)
        if not left:
            return None
        words = (("text", text), ("words", left))
        return Label("indicator", problem=rules.QUALIFIED_LABEL, words=words)

    def other_label(self, role: str, cell: Cell, text: str) -> Label:
        meaning = self.headings.of(cell)
        dimension = meaning.dimension
        if meaning.total:
            value = getattr(meaning, dimension) if dimension in UNKNOWN else None
            return Label(dimension or role, value, total=meaning.total)
        if role == "measure" and meaning.part and not dimension:
            return Label("part", part=meaning.part)
        if dimension in ("indicator", "agency", "locality") and not meaning.unclear:
            return Label(dimension, getattr(meaning, dimension), meaning.part)
        if dimension == "period" and role != "agency":
            return self.period_label("period", cell, text)
        if meaning.part:
            return Label("part", part=meaning.part)
        if role == "measure":
            return Label("part", problem=rules.UNKNOWN_MEASURE, words=(("text", text),))
        if role == "period type":
            return Label("period type", text.casefold())
        hint = self.names.hint(role, text)
        return Label(role, problem=UNKNOWN[role], words=(("text", text), ("hint", hint)))

    def period_label(self, role: str, cell: Cell, text: str, length: str = "") -> Label:
        spelling = of_length(self.headings.period(cell.value), length)
        if spelling.question:
            words = (("text", text), ("question", spelling.question))
            return Label(role, problem=rules.AMBIGUOUS_PERIOD, words=words)
        if spelling.has_meaning:
            return Label(role, spelling)
        meaning = self.headings.of(cell)
        if meaning.total:
            return Label("period", total=meaning.total, value=meaning.period)
        if meaning.locality or meaning.indicator or meaning.agency:
            return self.other_label("locality", cell, text)
        return Label(role, problem=rules.UNKNOWN_PERIOD, words=(("text", text),))
