"""A publisher's file → published figures, and every fault as a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dscp_data.comparators.areas import Area, Areas
from dscp_data.comparators.file_layouts import measures_served, meets_conditions, row_area
from dscp_data.comparators.measures import Measure, read_measures
from dscp_data.comparators.model import Comparator
from dscp_data.comparators.neighbours import describe_neighbours, is_neighbour_table
from dscp_data.comparators.periods import PERIOD_FORMATS, PeriodError, period_label, read_period
from dscp_data.comparators.rules import fault
from dscp_data.comparators.table import PublishedRow, PublishedTable, read_table
from dscp_data.comparators.tidy_csv import TidyFileError, is_tidy, parse_tidy
from dscp_data.comparators.values import PublishedValue, ValueFault, disagreement, parse_value
from dscp_data.model.faults import Fault
from dscp_data.model.text import pluralise


@dataclass
class _Reading:
    """What has been read of one measure so far."""

    table: PublishedTable
    measure: Measure
    figures: list[Comparator] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    seen: set[tuple[str, dt.date, dt.date]] = field(default_factory=set)

    def note(
        self, code: str, row: PublishedRow | None = None, column: str = "", **words: str
    ) -> None:
        cell = self.table.cell(row, column) if row else ""
        self.faults.append(fault(code, self.table.file, cell=cell, column=column, **words))


def read_comparators(
    source: Path | str | bytes,
    name: str,
    areas: Areas,
    measures: Sequence[Measure] | None = None,
) -> tuple[list[Comparator], list[Fault]]:
    """The published figures of one file for the areas compared, and what there is to say of it.

    `source` is a path or the file's bytes, `name` the file's name as readers shall see it.
    Never raises for what is in the file. Records of severity "note" say what was read.
    """
    table = read_table(source, name)
    if isinstance(table, Fault):
        return [], [table]
    if is_neighbour_table(table):
        return [], describe_neighbours(table, areas)
    if is_tidy(table):
        return _read_own(table)
    wanted, faults = measures_served(table, read_measures() if measures is None else measures)
    figures: list[Comparator] = []
    for measure in wanted:
        reading = _read_measure(table, measure, areas)
        figures += reading.figures
        faults += reading.faults
    return figures, faults


def _read_own(table: PublishedTable) -> tuple[list[Comparator], list[Fault]]:
    """The tidy file that the product itself writes."""
    try:
        figures = parse_tidy(table)
    except TidyFileError as error:
        return [], [fault("unrecognised", table.file, found=str(error), looked="our own tidy file")]
    faults = [
        _what_was_read(table.file, [figure for figure in figures if figure.indicator == indicator])
        for indicator in dict.fromkeys(figure.indicator for figure in figures)
    ]
    return figures, faults


def _read_measure(table: PublishedTable, measure: Measure, areas: Areas) -> _Reading:
    reading = _Reading(table, measure)
    about = [row for row in table.rows if meets_conditions(table, row, measure)]
    if not about:
        reading.note("no-rows", measure=measure.measure, where=measure.where_words or "any")
        return reading
    located = [(row, area) for row in about if (area := row_area(table, row, measure, areas))]
    if not located:
        expected = ", ".join(map(str, _expected(measure, areas)))
        reading.note("no-areas", measure=measure.measure, areas=expected)
        return reading
    publication = _publication(table, measure, about)
    for row, area in located:
        _read_row(reading, row, area, publication)
    _report(reading, areas)
    return reading


def _read_row(reading: _Reading, row: PublishedRow, area: Area, publication: str) -> None:
    table, measure = reading.table, reading.measure
    found = table.text(row, "time_identifier")
    if measure.time_identifier and found.casefold() != measure.time_identifier.casefold():
        words = {"found": found or "blank", "expected": measure.time_identifier}
        reading.note("time-identifier", row, "time_identifier", measure=measure.measure, **words)
        return
    try:
        start, end = _span(table, measure, row)
    except PeriodError as error:
        how = PERIOD_FORMATS[measure.period]
        words = {"text": str(error) or "(blank)", "meaning": how.words, "sample": how.sample}
        reading.note("period", row, how.columns[0], **words)
        return
    label = period_label(start, end)
    about = {"measure": measure.measure, "area": area.name, "period": label}
    if (area.code, start, end) in reading.seen:
        reading.note("twice", row, measure.value, **about)
        return
    reading.seen.add((area.code, start, end))
    try:
        figure = parse_value(table, row, measure)
    except ValueFault as error:
        reading.note(error.code, row, error.column, **error.words)
        return
    if figure is None:
        reading.note("blank", row, measure.value, **about)
        return
    if worked := disagreement(figure, measure.unit):
        reading.note("disagree", row, measure.value, area=area.name, period=label, **worked)
    reading.figures.append(_comparator(reading, row, area, (start, end), figure, publication))


def _comparator(
    reading: _Reading,
    row: PublishedRow,
    area: Area,
    span: tuple[dt.date, dt.date],
    figure: PublishedValue,
    publication: str,
) -> Comparator:
    measure = reading.measure
    return Comparator(
        indicator=measure.indicator,
        area_type=area.area_type,
        area_code=area.code,
        area_name=area.name,
        period_label=period_label(*span),
        period_start=span[0],
        period_end=span[1],
        numerator=figure.numerator,
        denominator=figure.denominator,
        value=figure.value,
        mark=figure.mark,
        unit=measure.unit,
        source=measure.source,
        publication=publication,
        published_on=measure.published_on,
        file=reading.table.file,
        cell=reading.table.cell(row, measure.value),
        measure=measure.measure,
        context_for=measure.context_for,
        caveat=measure.caveat,
    )


def _span(table: PublishedTable, measure: Measure, row: PublishedRow) -> tuple[dt.date, dt.date]:
    columns = PERIOD_FORMATS[measure.period].columns
    return read_period(measure.period, {column: table.text(row, column) for column in columns})


def _publication(table: PublishedTable, measure: Measure, rows: Sequence[PublishedRow]) -> str:
    """The publication's name with the latest year or period that the file holds."""
    ends: list[tuple[dt.date, dt.date]] = []
    for row in rows:
        try:
            ends.append(_span(table, measure, row))
        except PeriodError:
            continue  # _read_row reports it at its cell
    if not ends:
        return measure.publication
    start, end = max(ends, key=lambda span: span[1])
    return measure.publication.replace("{year}", str(end.year)).replace(
        "{period}", period_label(start, end)
    )


def _expected(measure: Measure, areas: Areas) -> tuple[Area, ...]:
    """The areas such a file would normally hold: police forces are in files of their own."""
    if measure.layout == "single":
        return tuple(filter(None, (areas.find(measure.area),)))
    if measure.layout == "tidy":
        return tuple(areas)
    return tuple(area for area in areas if area.role in ("self", "region", "neighbour"))


def _report(reading: _Reading, areas: Areas) -> None:
    table, measure = reading.table, reading.measure
    found = {figure.area_code for figure in reading.figures}
    found |= {code for code, _, _ in reading.seen}
    if measure.layout == "explore":
        missing = [area for area in _expected(measure, areas) if area.code not in found]
        if missing:
            names = ", ".join(map(str, missing))
            reading.note("area-missing", measure=measure.measure, areas=names)
    if reading.figures:
        reading.faults.append(_what_was_read(table.file, reading.figures))
    if measure.is_context:
        beside = f" beside {measure.context_for}" if measure.context_for else ""
        reading.note("context", measure=measure.measure, beside=beside)


def _what_was_read(file: str, figures: Sequence[Comparator]) -> Fault:
    first = min(figures, key=lambda figure: figure.period_end)
    last = max(figures, key=lambda figure: figure.period_end)
    periods = first.period_label
    if last.period_label != first.period_label:
        periods = f"from {first.period_label} up to {last.period_label}"
    return fault(
        "read",
        file,
        measure=first.measure or first.indicator,
        figures=pluralise(len(figures), "figure"),
        areas=pluralise(len({figure.area_code for figure in figures}), "area"),
        periods=periods,
        indicator=first.indicator,
    )
