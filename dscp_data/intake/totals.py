"""Totals of a table: told from figures, checked against their parts, and not kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import takewhile

from dscp_data.catalogue import Catalogue
from dscp_data.intake import rules
from dscp_data.intake.account import Account
from dscp_data.intake.figures import ANYWHERE, Figure
from dscp_data.intake.marks import NOISE
from dscp_data.periods import MONTHS_IN

KNOWN = ("reported", "nil")
Group = tuple[str, str | None, str, str]


def without_totals(figures: list[Figure], catalogue: Catalogue, account: Account) -> list[Figure]:
    """The figures that are kept. What adds up others is put to account."""
    adds_up = {indicator.id: indicator.aggregation for indicator in catalogue.indicators}
    figures = with_periods_that_add_up(figures, adds_up)
    kept = [figure for figure in figures if not figure.total]
    totals = [figure for figure in figures if figure.total]
    if totals:
        index = parts_index(kept)
        for total in totals:
            stored = settle(total, figures, index, adds_up, account)
            if stored is not None:
                kept.append(stored)
    return without_county_totals(kept, account)


def with_periods_that_add_up(figures: list[Figure], adds_up: dict[str, str]) -> list[Figure]:
    """A quarter beside its own months is a total, unless months can't be added up."""
    lengths = {figure.period.type for figure in figures if figure.period and not figure.total}
    if len(lengths) < 2:
        return figures
    months: dict[Group, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.period and not figure.total:
            months[group(figure)].append(figure)
    return [
        figure._replace(total="total", over="period")
        if figure.period
        and not figure.total
        and adds_up.get(figure.indicator) != "none"
        and any(is_part_of(part, figure) for part in months[group(figure)])
        else figure
        for figure in figures
    ]


def group(figure: Figure) -> Group:
    return (figure.indicator, figure.agency, figure.locality, figure.part)


def is_part_of(part: Figure, whole: Figure) -> bool:
    if part.period is None or whole.period is None:
        return False
    shorter = MONTHS_IN[part.period.type] < MONTHS_IN[whole.period.type]
    return shorter and whole.period.start <= part.period.start <= whole.period.end


Index = dict[tuple[str, tuple[object, ...]], list[Figure]]


def parts_index(figures: Iterable[Figure]) -> Index:
    """Figures by what they share with a total over each dimension."""
    index: Index = defaultdict(list)
    for figure in figures:
        for over in ("period", "locality", "agency", "indicator", "both"):
            index[over, shared(figure, over)].append(figure)
    return index


def shared(figure: Figure, over: str) -> tuple[object, ...]:
    """What a total and its parts have in common."""
    if over == "both":
        return (figure.indicator, figure.part)
    values = {
        "indicator": figure.indicator,
        "agency": figure.agency,
        "locality": figure.locality,
        "period": figure.period,
    }
    return (figure.part, *(value for kind, value in values.items() if kind != over))


def settle(
    total: Figure, figures: list[Figure], index: Index, adds_up: dict[str, str], account: Account
) -> Figure | None:
    """Check a total against its parts; or keep it, where it stands alone for the county."""
    if total.total == "derived" or total.part == "percent":
        account.note(total.cell, "worked out from others, not stored")
        return None
    parts = parts_of(total, figures, index)
    if not parts and total.over == "locality":
        return total._replace(total="", over="", locality=ANYWHERE)
    if not parts:
        if total.mark.kind not in KNOWN or not total.mark.number:
            account.note(total.cell, "total of nothing")
        else:
            account.fault(rules.TOTAL_ALONE, total.cell, total.heading)
        return None
    account.note(total.cell, "total, not stored")
    rule = adds_up.get(total.indicator, "sum")
    snapshot = rule == "last" and total.over in ("period", "both")
    checked = rule != "none" and all(part.mark.kind in KNOWN for part in parts)
    if not checked or total.mark.kind not in KNOWN:
        return None
    expected = sum(part.mark.number or 0 for part in parts)
    stated = total.mark.number or 0
    agree = abs(stated - expected) < NOISE
    if not agree and snapshot:
        last = max(part.period for part in parts if part.period)
        agree = abs(stated - sum(p.mark.number or 0 for p in parts if p.period == last)) < NOISE
    if not agree:
        words = {"total": plain(stated), "parts": plain(expected)}
        account.fault(rules.TOTAL_DISAGREES, total.cell, total.heading, **words)
    return None


def parts_of(total: Figure, figures: list[Figure], index: Index) -> list[Figure]:
    parts = index.get((total.over, shared(total, total.over)), [])
    if total.over in ("period", "both") and total.period is not None:
        first, last = total.period.start, total.period.end
        parts = [p for p in parts if p.period and first <= p.period.start <= last]
    elif total.over == "period" and total.total == "subtotal":
        return run_before(total, figures, "column")
    if total.total == "subtotal":
        return run_before(total, figures, "row")
    if total.over in ("period", "both"):
        lengths = {p.period.type for p in parts if p.period}
        if len(lengths) > 1:
            longest = max(lengths, key=MONTHS_IN.__getitem__)
            parts = [p for p in parts if p.period and p.period.type == longest]
    return [part for part in parts if part.part == total.part]


def run_before(total: Figure, figures: list[Figure], along: str) -> list[Figure]:
    """The figures between a subtotal and the total before it, in its column or its row."""
    at, across = (0, 1) if along == "row" else (1, 0)
    line = [
        f
        for f in figures
        if f.cell[across] == total.cell[across]
        and f.cell[at] < total.cell[at]
        and f.part == total.part
    ]
    line.sort(key=lambda f: f.cell[at], reverse=True)
    return list(takewhile(lambda f: not f.total, line))


def without_county_totals(figures: list[Figure], account: Account) -> list[Figure]:
    """County-wide lines that equal the sum of the localities beside them are totals."""
    if not any(figure.locality == ANYWHERE for figure in figures):
        return figures
    if all(figure.locality == ANYWHERE for figure in figures):
        return figures
    whole: dict[tuple[str, str | None], list[Figure]] = defaultdict(list)
    parts: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.locality == ANYWHERE:
            whole[figure.indicator, figure.agency].append(figure)
        else:
            parts[shared(figure, "locality")].append(figure)
    dropped: set[tuple[int, int]] = set()
    for lines in whole.values():
        dropped |= county_totals(lines, parts, account)
    return [figure for figure in figures if figure.cell[:2] not in dropped]


def county_totals(
    lines: list[Figure], parts: dict[tuple[object, ...], list[Figure]], account: Account
) -> set[tuple[int, int]]:
    """The places of one indicator's county-wide figures that are totals of its localities."""
    equal, differ = [], []
    for figure in lines:
        beside = parts.get(shared(figure, "locality"), [])
        known = [*beside, figure]
        if figure.part == "percent" or len({p.locality for p in beside}) < 2:
            continue
        if any(f.mark.kind not in KNOWN for f in known):
            continue
        expected = sum(part.mark.number or 0 for part in beside)
        same = abs((figure.mark.number or 0) - expected) < NOISE
        (equal if same else differ).append((figure, expected))
    if not equal and not differ:
        return set()
    first = lines[0]
    if len(equal) > len(differ):
        for figure, expected in differ:
            words = {"total": plain(figure.mark.number or 0), "parts": plain(expected)}
            account.fault(rules.TOTAL_DISAGREES, figure.cell, figure.heading, **words)
        if not differ:
            account.fault(rules.COUNTY_TOTAL, first.cell, first.heading, text="County-wide")
        beside_parts = [f for f in lines if parts.get(shared(f, "locality"))]
        account.note_all((f.cell for f in beside_parts), "total, not stored")
        return {f.cell[:2] for f in beside_parts}
    if differ and all((figure.mark.number or 0) >= expected for figure, expected in differ):
        figure, expected = differ[0]
        words = {"total": plain(figure.mark.number or 0), "parts": plain(expected)}
        account.fault(rules.UNCLEAR_COUNTY, figure.cell, figure.heading, **words)
    return set()


def plain(number: float) -> str:
    """A number as a person writes it: 1,234 and 12.5."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.4f}".rstrip("0")
