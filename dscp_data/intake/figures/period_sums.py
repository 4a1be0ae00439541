"""Compares a quarter or a year with its own months or quarters, wherever they are in a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dscp_data.catalogue import Catalogue
from dscp_data.intake import rules
from dscp_data.intake.terms.value_parser import FLOAT_NOISE
from dscp_data.model.faults import Fault, fault
from dscp_data.model.periods import MONTHS_IN, Period, period_of
from dscp_data.model.returns import Observation
from dscp_data.model.text import format_exact

ADDED_UP = ("sum", "pool", "last")
"""How an indicator's months come to a quarter where the two can be compared."""
Series = tuple[str, str, str]
"""Indicator, agency and locality."""


class Disagreement(NamedTuple):
    """A longer period, its parts, what is stated for it and what the parts add up to."""

    period: Period
    parts: tuple[Period, ...]
    stated: float
    added: float


def disagreements(
    figures: Mapping[Period, float | None], *, takes_last: bool
) -> Iterator[Disagreement]:
    """The quarters and years of one series that differ from their months or quarters, where all of
    these are known, or that are less than those that are. `takes_last` where a quarter's figure
    may be that of its last month."""
    for longer, stated in figures.items():
        if stated is None:
            continue
        for kind in ("month", "quarter"):
            if MONTHS_IN[kind] >= MONTHS_IN[longer.type]:
                continue
            parts = tuple(parts_of(longer, kind))
            known = [number for part in parts if (number := figures.get(part)) is not None]
            added = sum(known)
            if len(known) < len(parts) and (takes_last or added <= stated):
                continue
            if abs(added - stated) < FLOAT_NOISE or (takes_last and known[-1] == stated):
                continue
            yield Disagreement(longer, parts, stated, added)
            break


def parts_of(longer: Period, kind: str) -> Iterator[Period]:
    """The months or quarters of a longer period, from the first."""
    part = period_of(longer.start, kind)  # type: ignore[arg-type]
    while part.start <= longer.end:
        yield part
        part = part.next


def sums_that_disagree(observations: Iterable[Observation], plan: Catalogue) -> list[Fault]:
    """Faults at the longer periods of a file that its own shorter ones contradict."""
    lengths: dict[tuple[str, str], set[str]] = defaultdict(set)
    observations = list(observations)
    for one in observations:
        lengths[one.indicator, one.agency].add(one.period.type)
    mixed = {key for key, kinds in lengths.items() if len(kinds) > 1}
    if not mixed:
        return []
    series: dict[Series, dict[Period, Observation]] = defaultdict(dict)
    for one in observations:
        if (one.indicator, one.agency) in mixed:
            series[one[:3]][one.period] = one
    found = []
    for (indicator, _, _), by_period in series.items():
        how = plan.indicator(indicator).aggregation
        if how not in ADDED_UP:
            continue
        figures = {period: one.numerator for period, one in by_period.items()}
        for each in disagreements(figures, takes_last=how == "last"):
            at = by_period[each.period]
            words = {"period": each.period.name, "stated": format_exact(each.stated)}
            found.append(
                fault(
                    rules.PERIOD_DISAGREES, at.sheet, at.cell, "",
                    added=format_exact(each.added), **words,
                )
            )  # fmt: skip
    return found
