"""Compares a quarter or year in a file with months accepted already, and the reverse."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.intake.figures.period_sums import ADDED_UP, disagreements
from dscp_data.intake.figures.totals import format_exact
from dscp_data.intake.rules.against_history import ACCEPTED_PERIOD_DISAGREES
from dscp_data.model.faults import Fault, fault
from dscp_data.model.periods import Period
from dscp_data.model.returns import Observation

Series = tuple[str, str, str]


def disagreements_with_accepted(
    sent: Sequence[Observation], stored: pd.DataFrame, plan: Catalogue
) -> Iterator[Fault]:
    """A query for each longer period that its parts contradict, where some of these are in the file
    and some are in `stored`: accepted figures, days as dates."""
    mixed = mixed_pairs(sent, stored)
    if not mixed:
        return
    mine: dict[Series, dict[Period, Observation]] = {}
    for one in sent:
        if one[:2] in mixed:
            mine.setdefault(one[:3], {})[one.period] = one
    theirs = accepted(stored, mine.keys())
    for series, by_period in mine.items():
        how = plan.indicator(series[0]).aggregation
        if how not in ADDED_UP:
            continue
        figures = theirs.get(series, {}) | {p: o.numerator for p, o in by_period.items()}
        for each in disagreements(figures, takes_last=how == "last"):
            in_file = [p for p in (each.period, *each.parts) if p in by_period]
            if 0 < len(in_file) <= len(each.parts):
                at = by_period[each.period if each.period in by_period else in_file[-1]]
                yield fault(
                    ACCEPTED_PERIOD_DISAGREES, at.sheet, at.cell,
                    what=f"{series[0]} {plan.indicator(series[0]).name}",
                    period=each.period.name, stated=format_exact(each.stated),
                    added=format_exact(each.added),
                )  # fmt: skip


def mixed_pairs(sent: Sequence[Observation], stored: pd.DataFrame) -> set[tuple[str, str]]:
    """The indicators and agencies of a file with periods of more than one length."""
    lengths: dict[tuple[str, str], set[str]] = {}
    for one in sent:
        lengths.setdefault((one.indicator, one.agency), set()).add(one.period.type)
    columns = ["indicator", "agency", "period_type"]
    for indicator, agency, kind in stored[columns].drop_duplicates().itertuples(index=False):
        if (indicator, agency) in lengths:
            lengths[indicator, agency].add(kind)
    return {pair for pair, kinds in lengths.items() if len(kinds) > 1}


def accepted(
    stored: pd.DataFrame, wanted: Container[Series]
) -> dict[Series, dict[Period, float | None]]:
    """The accepted numerators of some series by period."""
    found: dict[Series, dict[Period, float | None]] = {}
    columns = ("indicator", "agency", "locality", "period_type", "period_start", "numerator")
    for *series, kind, start, number in zip(*(stored[c].tolist() for c in columns), strict=True):
        key = (series[0], series[1], series[2])
        if key in wanted:
            value = None if number != number else number
            found.setdefault(key, {})[Period(start, kind)] = value
    return found
