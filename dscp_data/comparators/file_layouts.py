"""Recognises a publisher's file by its headings, and finds its area and period columns."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from dscp_data.comparators.areas import Area, Areas
from dscp_data.comparators.measures import Measure
from dscp_data.comparators.rules import fault
from dscp_data.comparators.table import PublishedRow, PublishedTable
from dscp_data.model.faults import Fault

EXPLORE_HEADINGS = ("time_period", "time_identifier", "geographic_level")
_LEVEL_CODES = {
    "national": ("country_code",),
    "regional": ("region_code",),
    "local authority": ("new_la_code", "old_la_code"),
}


def measures_served(
    table: PublishedTable, measures: Sequence[Measure]
) -> tuple[list[Measure], list[Fault]]:
    """The measures whose columns are all in the table, and why others of its shape are not."""
    found: list[Measure] = []
    faults: list[Fault] = []
    twice = {heading.casefold(): cells for heading, cells in table.twice().items()}
    of_shape = [measure for measure in measures if table.has(*measure.shape)]
    for measure in of_shape:
        missing = [column for column in measure.figures if not table.has(column)]
        doubled = [
            column for column in (*measure.shape, *measure.figures) if column.casefold() in twice
        ]
        for column in missing:
            faults.append(_column_missing(table, measure, column))
        for column in doubled:
            cells = " and ".join(twice[column.casefold()])
            faults.append(fault("heading-twice", table.file, column=column, cells=cells))
        if not missing and not doubled:
            found.append(measure)
    if not of_shape:
        faults.append(_not_served(table, measures))
    return found, list(dict.fromkeys(faults))


def row_area(
    table: PublishedTable, row: PublishedRow, measure: Measure, areas: Areas
) -> Area | None:
    """The compared area a row is about; None when it is about another."""
    if measure.layout == "single":
        return areas.find(measure.area)
    if measure.layout == "tidy":
        return areas.find(table.text(row, "area_code"))
    level = table.text(row, "geographic_level").casefold()
    # Only the code of the row's own level: a local authority's row also names its region.
    return areas.find(*(table.text(row, column) for column in _LEVEL_CODES.get(level, ())))


def meets_conditions(table: PublishedTable, row: PublishedRow, measure: Measure) -> bool:
    """Whether a row meets the measure's conditions (its column `where`)."""
    return all(
        table.text(row, column).casefold() == value.casefold() for column, value in measure.where
    )


def describe_known_layouts(measures: Sequence[Measure]) -> str:
    """The headings of every known shape, in words."""
    shapes: dict[str, str] = {}
    for measure in measures:
        shapes.setdefault(" and ".join(measure.headings), measure.source)
    return "; ".join(f"{headings} for {source}" for headings, source in shapes.items())


def _not_served(table: PublishedTable, measures: Sequence[Measure]) -> Fault:
    if table.has(*EXPLORE_HEADINGS):
        columns = dict.fromkeys(m.value for m in measures if m.layout == "explore")
        return fault("no-measure", table.file, looked=", ".join(columns))
    shown = ", ".join(filter(None, table.headings[:8])) or "none"
    more = " …" if len(table.headings) > 8 else ""
    return fault(
        "unrecognised",
        table.file,
        found=shown[:300] + more,
        looked=describe_known_layouts(measures),
    )


def _column_missing(table: PublishedTable, measure: Measure, column: str) -> Fault:
    near = difflib.get_close_matches(column, table.headings, n=1, cutoff=0.6)
    hint = f" The nearest heading is {near[0]}." if near else ""
    return fault(
        "column-missing",
        table.file,
        measure=measure.measure,
        column=column,
        near=hint,
    )
