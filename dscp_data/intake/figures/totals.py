"""Totals of a table: recognised, checked against their parts, and not stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import takewhile

from dscp_data.catalogue import Catalogue, Locality
from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.figures.figure import Figure
from dscp_data.intake.terms.value_parser import FLOAT_NOISE
from dscp_data.model.periods import MONTHS_IN, Period, add_months, council_year, period_of
from dscp_data.model.text import format_exact

KNOWN_KINDS = ("reported", "nil")
SUMMED_PARTS = ("number", "out of")
BY_PLACE = frozenset({"locality"})
BY_PERIOD = frozenset({"period"})


def drop_totals(figures: list[Figure], catalogue: Catalogue, ledger: CellLedger) -> list[Figure]:
    """The figures that are kept. What adds up others is recorded."""
    adds_up = {indicator.id: indicator.aggregation for indicator in catalogue.indicators}
    figures = mark_period_totals(figures, adds_up)
    county = next(place for place in catalogue.localities if place.kind == "whole")
    figures = mark_county_totals(figures, county, ledger)
    parts = TotalParts(figures)
    remaining = [figure for figure in figures if not figure.total and not figure.unusable]
    for total in figures:
        if total.total and not total.unusable:
            stored = reconcile_total(total, parts, county, adds_up, ledger)
            remaining += [stored] if stored else []
    return remaining


def mark_period_totals(figures: list[Figure], adds_up: Mapping[str, str]) -> list[Figure]:
    """A quarter beside its own months is a total, unless months can't be added up."""
    lengths = {figure.period.type for figure in figures if figure.period}
    if len(lengths) < 2:
        return figures
    shorter: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    overs = {figure.over for figure in figures}
    for over in overs:
        for figure in figures:
            if figure.period and not figure.total:
                shorter[over, *shared_key(figure, over | BY_PERIOD)].append(figure)
    return [
        figure._replace(total=figure.total or "total", over=figure.over | BY_PERIOD)
        if figure.period
        and adds_up.get(figure.indicator) != "none"
        and any(
            is_part_of(part, figure)
            for part in shorter[figure.over, *shared_key(figure, figure.over | BY_PERIOD)]
        )
        else figure
        for figure in figures
    ]


def is_part_of(part: Figure, total: Figure) -> bool:
    if part.period is None or total.period is None:
        return False
    shorter = MONTHS_IN[part.period.type] < MONTHS_IN[total.period.type]
    return shorter and total.period.start <= part.period.start <= total.period.end


class TotalParts:
    """The figures of a table, found by what they share with a total."""

    def __init__(self, figures: list[Figure]) -> None:
        self.figures = figures
        self.index: dict[frozenset[str], dict[tuple[object, ...], list[Figure]]] = {}

    def of(self, total: Figure) -> list[Figure]:
        """What a total adds up."""
        if total.total == "subtotal":
            return figures_before(total, self.figures)
        parts = self.sharing(total, total.over)
        if total.total == "crossing":
            row = [f for f in self.figures if f.cell[0] == total.cell[0] and f.total == "crossing"]
            left = max((f.cell[1] for f in row if f.cell[1] < total.cell[1]), default=0)
            return [part for part in parts if left < part.cell[1] < total.cell[1]]
        if "period" not in total.over:
            return parts
        if total.total == "rolling":
            return last_twelve(parts, total)
        if total.total == "ytd" and total.period and total.period.type != "year":
            return year_so_far(parts, total.period)
        if total.period is not None:
            first, last = total.period.start, total.period.end
            parts = [p for p in parts if p.period and first <= p.period.start <= last]
        lengths = {p.period.type for p in parts if p.period}
        if len(lengths) > 1:
            longest = max(lengths, key=MONTHS_IN.__getitem__)
            parts = [p for p in parts if p.period and p.period.type == longest]
        return parts

    def sharing(self, figure: Figure, over: frozenset[str]) -> list[Figure]:
        if over not in self.index:
            index = self.index[over] = defaultdict(list)
            for part in self.figures:
                if not part.total:
                    index[shared_key(part, over)].append(part)
        return self.index[over].get(shared_key(figure, over), [])


def last_twelve(parts: list[Figure], total: Figure) -> list[Figure]:
    """The twelve months that a rolling total ends with; none where they are not all there.

    It ends with its own month, or else with the last in the table.
    """
    months = [p for p in parts if p.period and p.period.type == "month" and not p.unusable]
    ends = total.period or max((p.period for p in months if p.period), default=None)
    if ends is None or ends.type != "month":
        return []
    first = add_months(ends.start, -11)
    found = [p for p in months if p.period and first <= p.period.start <= ends.start]
    return found if len({p.period for p in found}) == 12 else []


def year_so_far(parts: list[Figure], until: Period) -> list[Figure]:
    """The figures from April to a period; none where they are not all there."""
    kind = until.type
    found = [
        p
        for p in parts
        if p.period
        and p.period.type == kind
        and council_year(p.period.start) == council_year(until.start)
        and p.period.start <= until.start
        and not p.unusable
    ]
    first = period_of(until.containing("year").start, kind)
    periods = {p.period for p in found}
    while first != until and first in periods:
        first = first.next
    return found if first == until and until in periods else []


def shared_key(figure: Figure, over: frozenset[str]) -> tuple[object, ...]:
    """What a total and its parts have in common."""
    return (
        figure.part,
        None if "indicator" in over else figure.indicator,
        None if "agency" in over else figure.agency,
        None if "locality" in over else figure.locality,
        None if "period" in over else figure.period,
    )


def reconcile_total(
    total: Figure,
    parts_of: TotalParts,
    county: Locality,
    adds_up: Mapping[str, str],
    ledger: CellLedger,
) -> Figure | None:
    """Check a total against its parts; or keep it, where it stands alone for the county."""
    if total.total == "derived" or total.part not in SUMMED_PARTS:
        ledger.classify(total.cell, "worked out from others, not stored")
        return None
    parts = parts_of.of(total)
    if total.total == "rolling" and not parts and parts_of.sharing(total, total.over):
        ledger.classify(total.cell, "rolling total, not stored")
        return None
    if not parts and total.over == BY_PLACE and not is_sum_of_blanks(total, parts_of.figures):
        return total._replace(total="", over=frozenset(), locality=county.id)
    if not parts:
        if total.value.kind not in KNOWN_KINDS or not total.value.number:
            ledger.classify(total.cell, "total of nothing")
        else:
            ledger.classify(total.cell, "total, not stored")
            at = total.total_heading or total.cell
            if at is total.cell or not ledger.has_fault_at(at):
                ledger.fault(rules.TOTAL_ALONE, at, total.heading)
        return None
    ledger.classify(total.cell, "total, not stored")
    rules_used = {adds_up.get(part.indicator, "sum") for part in parts}
    known = all(part.value.kind in KNOWN_KINDS for part in parts)
    if not known or "none" in rules_used or total.value.kind not in KNOWN_KINDS:
        return None
    expected = sum(part.value.number or 0 for part in parts)
    stated = total.value.number or 0
    agree = abs(stated - expected) < FLOAT_NOISE
    if not agree and "last" in rules_used and "period" in total.over:
        last = max(part.period for part in parts if part.period)
        agree = (
            abs(stated - sum(p.value.number or 0 for p in parts if p.period == last)) < FLOAT_NOISE
        )
    if not agree:
        words = {"total": format_exact(stated), "parts": format_exact(expected)}
        broken = rules.ROLLING_DISAGREES if total.total == "rolling" else rules.TOTAL_DISAGREES
        ledger.fault(broken, total.cell, total.heading, **words)
    return None


def is_sum_of_blanks(total: Figure, figures: list[Figure]) -> bool:
    """Whether a 0 is what a formula makes of blank cells: places are given for other periods."""
    return (total.value.kind, total.value.number) == ("reported", 0) and any(
        (figure.indicator, figure.agency) == (total.indicator, total.agency)
        for figure in figures
        if not figure.total
    )


def figures_before(total: Figure, figures: list[Figure]) -> list[Figure]:
    """The figures between a subtotal and the total before it, in its column or its row."""
    down = [f for f in figures if f.cell[1] == total.cell[1] and f.cell[0] < total.cell[0]]
    along = [f for f in figures if f.cell[0] == total.cell[0] and f.cell[1] < total.cell[1]]
    is_row = bool(down) and bool(total.over & {"locality", "agency", "indicator"})
    line = sorted(down if is_row else along, key=lambda f: f.cell[:2], reverse=True)
    return list(takewhile(lambda f: not f.total, (f for f in line if f.part == total.part)))


def mark_county_totals(figures: list[Figure], county: Locality, ledger: CellLedger) -> list[Figure]:
    """County-wide lines that equal the sum of the localities beside them are totals of these."""
    if not any(figure.locality == county.id for figure in figures):
        return figures
    of_county: dict[tuple[str, str | None], list[Figure]] = defaultdict(list)
    parts: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.total:
            continue
        if figure.locality == county.id:
            of_county[figure.indicator, figure.agency].append(figure)
        else:
            parts[shared_key(figure, BY_PLACE)].append(figure)
    totals = {
        key
        for key, lines in of_county.items()
        if parts and are_locality_totals(lines, parts, county, ledger)
    }
    if not totals:
        return figures
    return [
        figure._replace(total=figure.total or "total", over=figure.over | BY_PLACE)
        if figure.locality == county.id
        and (figure.indicator, figure.agency) in totals
        and (figure.total or parts.get(shared_key(figure, BY_PLACE)))
        else figure
        for figure in figures
    ]


def are_locality_totals(
    lines: list[Figure],
    parts: dict[tuple[object, ...], list[Figure]],
    county: Locality,
    ledger: CellLedger,
) -> bool:
    """Whether one indicator's county-wide figures are the totals of its localities."""
    equal = 0
    differ: list[tuple[Figure, float]] = []
    for figure in lines:
        beside = parts.get(shared_key(figure, BY_PLACE), [])
        known = all(f.value.kind in KNOWN_KINDS for f in [*beside, figure])
        if figure.part not in SUMMED_PARTS or not beside or not known:
            continue
        expected = sum(part.value.number or 0 for part in beside)
        if abs((figure.value.number or 0) - expected) < FLOAT_NOISE:
            equal += len({part.locality for part in beside}) > 1
        else:
            differ.append((figure, expected))
    if equal > len(differ):
        if not differ:
            first = lines[0]
            ledger.fault(rules.COUNTY_TOTAL, first.cell, first.heading, text=county.name)
        return True
    if differ:
        figure, expected = differ[0]
        words = {"total": format_exact(figure.value.number or 0), "parts": format_exact(expected)}
        ledger.fault(rules.UNCLEAR_COUNTY, figure.cell, figure.heading, **words)
    return False
