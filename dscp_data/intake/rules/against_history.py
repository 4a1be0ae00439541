"""Rules that compare a return with the agency's accepted figures.

They never block: a sharp change asks for a reason, the rest informs. A change is sharp only where
the store, and not the file alone, holds enough earlier figures, so that a first return with years
of figures and a small correction pass as before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import median

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.intake.rules.copied_figures import copied_figures
from dscp_data.intake.rules.county_or_districts import county_beside_districts
from dscp_data.intake.rules.history_totals import (
    KEY,
    Part,
    PeriodsInFile,
    PeriodTotal,
    Series,
    by_agency,
    comparable_columns,
    exclude_keys,
    indicators_in_period,
    known_totals_before,
    newest_of_each_type,
    observation_frame,
    parts_of,
    parts_sent,
    periods_in_file,
    totals_by_series,
)
from dscp_data.intake.rules.rule import rule
from dscp_data.model.faults import Fault, fault
from dscp_data.model.periods import Period, PeriodType, period_of
from dscp_data.model.returns import CheckedReturn
from dscp_data.model.text import format_number, join_list, pluralise

DEVIATIONS = 3.5
# A median absolute deviation times this is a standard deviation where figures are normal.
MAD_TO_SD = 1.4826
FEWEST_EARLIER = 8
SMALLEST_CHANGE = 10
PERIODS_LOOKED_AT = 24
PERIODS_TOLD = 12

SHARP_CHANGE = rule(
    "sharp-change", "query",
    "{what} is {value} for {period}; it was between {low} and {high} in the {before} before.",
    "Check the figure with the agency, or say why it changed so much.",
    "412 referrals in September, after a year of 180 to 240 a month",
)  # fmt: skip
MISSING_SINCE = rule(
    "missing-since-last-time", "warning",
    "{what}: {count} of {last} missing for {period}: {places}.",
    "Check that nothing was left out. Write 0 where there was nothing to count.",
    "Teesdale given for August and not for September",
)  # fmt: skip
FEWER_ROWS = rule(
    "fewer-rows", "warning",
    "This file replaces an earlier return and lacks {count} that it gave: {indicators}.",
    "Check that they should go. Accepting this file takes them out.",
    "A corrected return with one row fewer",
)  # fmt: skip
OWED_MISSING = rule(
    "owed-and-missing", "warning",
    "{agency} owes {indicators} for {period}, and there is nothing in this file or held.",
    "Send the figures too, write nil where there is nothing, or say that you cannot report them.",
    "A return without the agency’s number of referrals",
)  # fmt: skip


ACCEPTED_PERIOD_DISAGREES = rule(
    "held-period-disagrees", "query",
    "{what}: {period} is {stated}, but its months or quarters add up to {added}, together with"
    " figures that were accepted before.",
    "Check which is right. If the earlier figures are wrong, send those again too.",
    "60 for a quarter whose months were accepted as 1, 2 and 3",
)  # fmt: skip
SUPERSEDED_COPY = rule(
    "sent-before", "warning",
    "This very file was accepted before, and later returns have changed {count} of it since."
    " Accepting it again changes nothing.",
    "Withdraw the later return if this file is right.",
    "An earlier version of a return, sent again after its correction",
)  # fmt: skip


@dataclass(frozen=True)
class AcceptedFigures:
    """The accepted figures of the agencies in a file: the current `observations`, those that
    accepting the file would take out (`removed`), and what `others` sent of the same indicators."""

    observations: pd.DataFrame
    removed: pd.DataFrame
    others: pd.DataFrame

    @property
    def staying(self) -> pd.DataFrame:
        """The observations that accepting the file leaves current, days as dates."""
        return exclude_keys(comparable_columns(self.observations), self.removed)


def check_against_history(
    checked: CheckedReturn, accepted: AcceptedFigures, plan: Catalogue
) -> tuple[Fault, ...]:
    """What is remarkable in a file beside what is held."""
    if not checked.observations:
        return ()
    now = comparable_columns(accepted.observations)
    stays = exclude_keys(now, accepted.removed)
    # Only of what was held before can anything be remarkable: of a first return nothing is.
    earlier = {part[:3] for part in parts_of(now)}
    sent = observation_frame(
        o for o in checked.observations if (o.indicator, o.agency, o.period.type) in earlier
    )
    both = pd.concat([stays, sent[[*KEY, "numerator"]]]).drop_duplicates(KEY, keep="last")
    in_file = periods_in_file(sent)
    before_it, after_it = totals_by_series(now, plan), totals_by_series(both, plan)
    parts = parts_sent(checked.observations)
    return (
        *sharp_changes(in_file, before_it, after_it, plan),
        *missing_since_last_time(in_file, before_it, after_it, plan),
        *fewer_rows(accepted.removed, plan),
        *owed_and_missing(parts, parts | parts_of(stays), plan),
        *county_beside_districts(checked, stays, plan),
        *copied_figures(checked.observations, now, comparable_columns(accepted.others), plan),
    )


def check_copy(superseded: int) -> tuple[Fault, ...]:
    """What there is to say of a file that was accepted before, of which that many figures are no
    longer current."""
    if not superseded:
        return ()
    return (fault(SUPERSEDED_COPY, "", "", count=pluralise(superseded, "figure")),)


def sharp_changes(
    in_file: PeriodsInFile,
    accepted: dict[Series, dict[date, PeriodTotal]],
    after: dict[Series, dict[date, PeriodTotal]],
    plan: Catalogue,
) -> Iterator[Fault]:
    for series, periods in in_file.items():
        before = accepted.get(series, {})
        # A sum of ages says more of how many there were than of their mean.
        if plan.indicator(series[0]).kind == "mean":
            continue
        for start, (sheet, cell) in periods.items():
            period, total = Period(start, series[2]), after[series][start]
            earlier = known_totals_before(after[series], period, PERIODS_LOOKED_AT)
            listed = [
                one.value
                for one in known_totals_before(after[series], period, PERIODS_TOLD).values()
            ]
            if len(before.keys() & earlier.keys()) < FEWEST_EARLIER or not listed:
                continue
            if is_hardly_changed(total, before.get(start)):
                continue
            # A total that lacks a district falls for that reason, which has a fault of its own.
            last = earlier[max(earlier)]
            if total.value < last.value and total.lacks(last):
                continue
            if is_sharp(total.value, [one.value for one in earlier.values()]):
                yield fault(
                    SHARP_CHANGE,
                    sheet,
                    cell,
                    what=named(series[0], plan),
                    value=format_number(total.value),
                    period=period.name,
                    low=format_number(min(listed)),
                    high=format_number(max(listed)),
                    before=pluralise(len(listed), series[2]),
                )


def is_hardly_changed(total: PeriodTotal, before: PeriodTotal | None) -> bool:
    """Whether a figure was there already, give or take a correction."""
    return before is not None and abs(total.value - before.value) < SMALLEST_CHANGE


def is_sharp(value: float, earlier: Sequence[float]) -> bool:
    """Whether a figure lies far from what was usual: outside 3.5 robust deviations, beyond what
    chance alone does to a count, and outside all that was before, so that a season that comes
    back is none."""
    middle = median(earlier)
    deviation = MAD_TO_SD * median([abs(one - middle) for one in earlier])
    usual = max(deviation, sqrt(max(middle, 0)))
    away = abs(value - middle)
    return (
        away >= SMALLEST_CHANGE
        and away > DEVIATIONS * usual
        and not min(earlier) <= value <= max(earlier)
    )


def missing_since_last_time(
    in_file: PeriodsInFile,
    accepted: dict[Series, dict[date, PeriodTotal]],
    after: dict[Series, dict[date, PeriodTotal]],
    plan: Catalogue,
) -> Iterator[Fault]:
    """Districts held for the last period before the newest in the file, and not for that one."""
    for series, periods in in_file.items():
        newest = max(periods)
        earlier = [start for start in accepted.get(series, {}) if start < newest]
        if not earlier:
            continue
        last = accepted[series][max(earlier)]
        missing = after[series][newest].lacks(last)
        if missing:
            yield fault(
                MISSING_SINCE,
                periods[newest][0],
                "",
                what=named(series[0], plan),
                count=len(missing),
                last=f"{pluralise(len(last.districts), 'row')} of last time",
                period=Period(newest, series[2]).name,
                places=join_list([place.name for place in plan.localities if place.id in missing]),
            )


def fewer_rows(removed: pd.DataFrame, plan: Catalogue) -> Iterator[Fault]:
    if removed.empty:
        return
    counts = removed["indicator"].value_counts().sort_index()
    yield fault(
        FEWER_ROWS,
        "",
        "",
        count=pluralise(len(removed), "figure"),
        indicators=join_list([f"{named(str(id), plan)} ({n})" for id, n in counts.items()]),
    )


def owed_and_missing(sent: set[Part], after: set[Part], plan: Catalogue) -> Iterator[Fault]:
    """Indicators of which nothing is in the file or held for the newest return it belongs to."""
    of_all = by_agency(after)
    for agency, parts in sorted(by_agency(sent).items()):
        last_day = max(Period(start, kind).end for kind, start in newest_of_each_type(parts))
        carries = Period(
            period_of(last_day, plan.partnership.returns_every).start,
            plan.partnership.returns_every,
        )
        indicators = indicators_in_period(of_all[agency], carries)
        absent = [
            indicator.id
            for indicator in plan.indicators_owed_by(agency)
            if indicator.worked_out_from == "returns"
            and has_ended_in(indicator.frequency, carries, last_day)
            and indicator.id not in indicators
        ]
        if absent:
            yield fault(
                OWED_MISSING,
                "",
                "",
                agency=plan.agency(agency).short_name,
                indicators=join_list(absent),
                period=carries.name,
            )


def has_ended_in(frequency: PeriodType, carries: Period, last_day: date) -> bool:
    """Whether a period of that type ends within a return's period by its last day."""
    period = period_of(carries.start, frequency)
    while period.end <= last_day:
        if period.end >= carries.start:
            return True
        period = period.next
    return False


def named(indicator: str, plan: Catalogue) -> str:
    return f"{indicator} {plan.indicator(indicator).name}"
