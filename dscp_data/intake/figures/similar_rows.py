"""Rows of a long table that say what an earlier row says, for another place and with other numbers.

Of 50,000 rows of an export a few thousand say something new: an indicator, agency and period that
no row before them has, a comment, a number that cannot be true. These are read as the rows of any
table are. The others, whose numbers break no rule by themselves, repeat all else of the first row
with their indicator, agency and period: their observations are that row's, with their own place
and numbers. No rule is stated here: where it is not certain that rows differ in nothing else, every
row is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.intake.cells.cell import Cell, Place, column_letters
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.grid import Content, numbered_together
from dscp_data.intake.cells.rows import Rows
from dscp_data.intake.figures.observation_builder import LocatedObservation
from dscp_data.intake.figures.plausibility import broken_by_base, broken_range
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.complete_rows import CompleteRows
from dscp_data.intake.layout.label_parser import Label
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.terms.parsed_period import ParsedPeriod
from dscp_data.intake.terms.value_parser import parse_cell
from dscp_data.model.returns import Observation

FEWEST = 1_000
"""Rows of a table from which on it is worth to look for similar ones."""
NEEDED = {"indicator", "locality", "period"}


class EveryRowNeeded(Exception):
    """Something in a file is wrong with a row that others are similar to: all are to be read."""


@dataclass(frozen=True)
class SimilarRows:
    """Rows with one number each, and how they differ from the row that each is similar to.

    `rows` and `first` are row numbers of the sheet, `numbers` and `bases` their figures (a base
    is None where there is none), and `column` and `base_column` the columns of these.
    """

    column: int
    base_column: int | None
    rows: np.ndarray
    first: np.ndarray
    localities: Sequence[str]
    numbers: Sequence[float]
    bases: Sequence[float | None]

    def observations(
        self, stored: Mapping[Place, Observation], ledger: CellLedger
    ) -> list[LocatedObservation]:
        """The observations of these rows, from those that are stored of the first ones, by place.

        Raises EveryRowNeeded where one of these is not stored.
        """
        column, letters, sheet = self.column, column_letters(self.column), ledger.sheet
        if ledger.is_full or any((row, column) not in stored for row in set(self.first.tolist())):
            raise EveryRowNeeded
        ledger.store_column(column, self.rows)
        if self.base_column is not None:
            has_base = np.array([base is not None for base in self.bases], bool)
            ledger.classify_column_if_new(self.base_column, self.rows[has_base], "out of")
        lines = zip(
            self.rows.tolist(), self.first.tolist(), self.localities, self.numbers, self.bases,
            strict=True,
        )  # fmt: skip
        found = []
        for row, first, locality, number, base in lines:
            like = stored[first, column]
            one = Observation(
                like.indicator, like.agency, locality, like.period, number, base, like.status,
                like.provisional, "", sheet, f"{letters}{row}",
            )  # fmt: skip
            found.append(LocatedObservation((row, column), one))
        return found


def find_similar(
    table: Table, columns: Sequence[Column], complete: CompleteRows, catalogue: Catalogue
) -> tuple[Rows, SimilarRows | None]:
    """The rows of a table that are to be read, and those that are similar to one of them."""
    lines = table.lines
    places = figure_columns(table, columns, complete)
    labels = labels_of(lines, complete) if places else None
    if places is None or labels is None or not are_of_one_kind(labels, catalogue):
        return lines, None
    number, base = places
    indicators = {one.id: one for one in catalogue.indicators}
    named = {code: indicators[str(label.value)] for code, label in labels["indicator"].items()}
    grid, codes = table.sheet.grid, lines.grid.codes[lines.lines]
    of_labels = {role: codes[:, at - 1] for role, at in complete.places.items()}
    bases = codes[:, base - 1] if base else np.zeros(len(lines), np.int32)
    numbers = codes[:, number - 1]
    read = [*complete.places.values(), number, *([base] if base else [])]
    beside = np.delete(codes, [at - 1 for at in read], axis=1).any(axis=1)
    figures = np.stack([of_labels["indicator"], numbers, bases])
    sound = are_sound(figures, named, grid.contents)
    candidates = np.flatnonzero(sound & ~beside & are_alone(of_labels, labels))
    about = [of_labels[role][candidates] for role in of_labels if role != "locality"]
    groups = numbered_together(about)
    _, first, group = np.unique(groups, return_index=True, return_inverse=True)
    is_similar = first[group] != np.arange(len(candidates))
    chosen = candidates[is_similar]
    if not len(chosen):
        return lines, None
    remaining = np.ones(len(lines), bool)
    remaining[chosen] = False
    value = {code: figure_in(grid.contents[code]) for code in np.unique(figures[1:]).tolist()}
    place = labels["locality"]
    return lines.select(remaining), SimilarRows(
        number,
        base,
        lines.numbers[chosen],
        lines.numbers[candidates[first[group]][is_similar]],
        [str(place[code].value) for code in of_labels["locality"][chosen].tolist()],
        [value[code] or 0 for code in numbers[chosen].tolist()],
        [value[code] if code else None for code in bases[chosen].tolist()],
    )


def figure_columns(
    table: Table, columns: Sequence[Column], complete: CompleteRows
) -> tuple[int, int | None] | None:
    """The columns of the number and of its base; None where a table is not so simple."""
    sheet = table.sheet
    special = sheet.merged or sheet.looks or sheet.hidden_rows or sheet.hidden_columns
    if special or len(table.lines) < FEWEST or not complete.places.keys() >= NEEDED:
        return None
    figures = [column for column in columns if column.role == "figure"]
    if not complete.columns or any(c.across or c.total or c.over or c.unclear for c in figures):
        return None
    numbers = [column.number for column in figures if column.part in ("", "number")]
    bases = [column.number for column in figures if column.part == "out of"]
    if len(numbers) != 1 or len(bases) > 1:
        return None
    return numbers[0], bases[0] if bases else None


def labels_of(lines: Rows, complete: CompleteRows) -> dict[str, dict[int, Label]] | None:
    """What the contents of each column of labels say, by code; None where a row is not complete."""
    found: dict[str, dict[int, Label]] = {}
    for column in complete.columns:
        of_column = found[column.role] = {}
        for code in np.unique(lines.codes(column.number)).tolist():
            cell = Cell(1, column.number, *lines.grid.contents[code]) if code else None
            label = complete.label(column, cell)
            if label is None:
                return None
            of_column[code] = label
    return found


def are_of_one_kind(labels: Mapping[str, Mapping[int, Label]], catalogue: Catalogue) -> bool:
    """Whether no row can be a total of others: all periods are as long, and no place is all."""
    whole = {place.id for place in catalogue.localities if place.kind == "whole"}
    if any(label.value in whole for label in labels["locality"].values()):
        return False
    dated = [label.value for label in labels["period"].values()]
    lengths = {one.period.type for one in dated if isinstance(one, ParsedPeriod) and one.period}
    return len(lengths) == 1


def are_alone(
    codes: Mapping[str, np.ndarray], labels: Mapping[str, Mapping[int, Label]]
) -> np.ndarray:
    """Which rows are the only ones of what they are about, however it is spelt."""
    meant = []
    for role, of_rows in codes.items():
        ids: dict[object, int] = {}
        number = np.zeros(max(labels[role]) + 1, np.int64)
        for code, label in labels[role].items():
            value = label.value
            about = value.period if isinstance(value, ParsedPeriod) else value
            number[code] = ids.setdefault(about, len(ids))
        meant.append(number[of_rows])
    keys = numbered_together(meant)
    return np.bincount(keys)[keys] == 1


def are_sound(
    figures: np.ndarray, named: Mapping[int, Indicator], contents: Sequence[Content]
) -> np.ndarray:
    """Which rows have a number, and a base where one is needed, that break no rule. `figures` are
    the codes of the indicator, the number and the base. Each different triple is asked once."""
    together = numbered_together(list(figures))
    _, first, which = np.unique(together, return_index=True, return_inverse=True)
    value = {code: figure_in(contents[code]) for code in np.unique(figures[1:]).tolist() if code}
    sound = [
        is_sound(named[indicator], value.get(number), value.get(base), has_base=bool(base))
        for indicator, number, base in figures[:, first].T.tolist()
    ]
    return np.array(sound, bool)[which]


def is_sound(
    indicator: Indicator, number: float | None, base: float | None, *, has_base: bool
) -> bool:
    if number is None or (has_base and base is None) or indicator.worked_out_from != "returns":
        return False
    ranges = broken_range(indicator, number, is_number=True) or (
        base is not None and broken_range(indicator, base, is_number=False)
    )
    return not ranges and broken_by_base(indicator, number, base) is None


def figure_in(content: Content) -> float | None:
    """The number that a content says and nothing else; None of anything else."""
    parsed = parse_cell(Cell(1, 1, *content))
    plain = parsed.kind == "reported" and not (parsed.percent or parsed.provisional)
    return parsed.number if plain else None
