"""One column of texts beside figures, and what its texts say of the figures in their rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.workbook import Cell, address
from dscp_data.intake.faults import listed_places
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.comment_words import is_of_another_period, says_there_is_none
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.name_matcher import NameMatcher
from dscp_data.intake.terms.period_parser import length_in
from dscp_data.intake.terms.value_parser import SHORTHAND, parse_text
from dscp_data.model.periods import Period

STATES = ("reported", "nil", "blank", "dash", "not applicable", "cannot report")
LONGEST_LABEL = 4
"""A text of more words is a sentence, and no label of a part."""
Counted = frozenset[str]
"""The indicators that the figures of one line are of."""


class DescribedFigure(NamedTuple):
    """What a column beside a figure may contradict: its row, what it is of and when, and whether it
    is a number."""

    row: int
    indicator: str
    period: Period | None
    is_number: bool


@dataclass(frozen=True)
class FiguresBeside:
    """By the number of a row: the indicators and the periods of its figures, and which rows have a
    number."""

    counted: Mapping[int, Counted]
    periods: Mapping[int, set[Period]]
    numbers: Collection[int]


class DescriptiveColumn:
    """The texts of one column, each with the indicators of the lines it stands in. `codes` are the
    contents of its filled cells and `numbers` their rows."""

    def __init__(
        self,
        table: Table,
        column: Column,
        beside: FiguresBeside,
        names: NameMatcher,
    ) -> None:
        self.table, self.column, self.names = table, column, names
        self.heading = fold(column.heading)
        filled = table.lines.select(table.lines.codes(column.number) > 0)
        self.codes: list[int] = filled.codes(column.number).tolist()
        self.numbers: list[int] = filled.numbers.tolist()
        self.contents = table.sheet.grid.contents
        self.beside = beside

    def text_of(self, code: int) -> str:
        """A content as a text; "" of anything else."""
        value = self.contents[code].value
        return value if isinstance(value, str) else ""

    def texts(self) -> Iterable[tuple[int, str, Counted]]:
        """Each different text with each set of indicators that it stands beside."""
        nothing: Counted = frozenset()
        pairs = {
            (code, self.beside.counted.get(number, nothing))
            for number, code in zip(self.numbers, self.codes, strict=True)
        }
        return ((code, text, of) for code, of in pairs if (text := self.text_of(code)))

    def odd_texts(self, is_asked_about: Callable[[str, Counted], bool]) -> set[int]:
        return {code for code, text, of in self.texts() if is_asked_about(text, of)}

    def splitting_texts(self) -> set[int]:
        """The texts where those beside one indicator differ and are labels: each of its figures is
        a part."""
        texts: dict[Counted, set[int]] = {}
        for code, text, of in self.texts():
            if of and is_label(text):
                texts.setdefault(of, set()).add(code)
        return set().union(*(codes for codes in texts.values() if len(codes) > 1))

    def other_lengths(self) -> set[int]:
        """The texts that name another length of period than a figure beside them is of:
        "Quarterly" beside June."""
        named = {code: length_in(self.text_of(code)) for code in {*self.codes}}
        return {
            code
            for number, code in zip(self.numbers, self.codes, strict=True)
            if named.get(code)
            and {period.type for period in self.beside.periods.get(number, ())} - {named[code]}
        }

    def of_another_period(self) -> set[int]:
        """The texts that say that the figure beside them is for another period than its own."""
        found: set[int] = set()
        for number, code in zip(self.numbers, self.codes, strict=True):
            text, periods = self.text_of(code), self.beside.periods.get(number)
            if text and periods and is_of_another_period(text, periods):
                found.add(code)
        return found

    def of_no_figure(self) -> set[int]:
        """The texts that say that there is no figure, beside a number."""
        beside = self.beside.numbers
        lines = zip(self.numbers, self.codes, strict=True)
        codes = {code for number, code in lines if number in beside}
        return {code for code in codes if says_there_is_none(self.text_of(code))}

    def report(self, odd: Collection[int], ledger: CellLedger) -> None:
        """Ask once about some texts, with all their cells."""
        lines = [pair for pair in zip(self.numbers, self.codes, strict=True) if pair[1] in odd]
        if not lines:
            return
        texts = dict.fromkeys(" ".join(self.text_of(code).split())[:40] for _, code in lines)
        (first, code), number, heading = lines[0], self.column.number, self.column.heading
        ledger.fault(
            rules.QUALIFIED_LINE, Cell(first, number, *self.contents[code]), heading,
            heading=heading or "without a heading", text="”, “".join(list(texts)[:4]),
            cells=listed_places(address(row, number) for row, _ in lines),
        )  # fmt: skip


def is_label(text: str) -> bool:
    """Whether a text is so short that it can be the name of a part, and is no figure or mark."""
    plain = " ".join(text.casefold().split())
    return (
        len(plain.split()) <= LONGEST_LABEL
        and plain not in SHORTHAND
        and parse_text(plain).kind not in STATES
    )
