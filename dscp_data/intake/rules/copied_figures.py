"""Figures that repeat those of an earlier period or of another agency are asked about.

Somebody who fills in a template may copy the last quarter's column and forget to type over it.
Small counts are often the same by chance: a block of figures counts as copied only where so many
equal figures would hardly come about in independent counts of that size, and where they are of
several values: a series that is always 5 is no copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.intake.rules.rule import rule
from dscp_data.model.faults import Fault, Rule, fault
from dscp_data.model.periods import Period, PeriodType, add_months, period_of
from dscp_data.model.returns import Observation
from dscp_data.model.text import join_list

FEWEST_FIGURES = 6
FEWEST_VALUES = 4
SHARE_EQUAL = 0.9
BY_CHANCE = 1e-4
"""How likely a block of equal figures may be among independent counts before it is asked about."""
COPIED_PERIOD = rule(
    "copied-period", "query",
    "{same} of {count} figures of {indicators} for {period} are the same as those for {earlier}.",
    "Check that the figures were not copied from the earlier period, or say why they are the same.",
    "The 34 figures of April to June again for July to September",
)  # fmt: skip
COPIED_AGENCY = rule(
    "copied-agency", "query",
    "{same} of {count} figures of {indicators} are the same as those that {other} sent.",
    "Check whose figures these are, or say why both have the same.",
    "A year of NRM referrals that the police sent before",
)  # fmt: skip
SERIES = ["indicator", "agency", "locality", "period_type"]
MONTHS = 1_000_000
"""More than any `index` with a lag: keys of one series never reach those of the next."""


@dataclass(frozen=True)
class Lag:
    """How far back a copy is looked for: the months between the two, and the length of the block
    that is compared as one."""

    period_type: PeriodType
    months: int
    block: PeriodType


LAGS = (
    Lag("month", 3, "quarter"), Lag("month", 1, "month"), Lag("month", 12, "quarter"),
    Lag("quarter", 3, "quarter"), Lag("quarter", 12, "quarter"), Lag("year", 12, "year"),
)  # fmt: skip


def copied_figures(
    sent: Sequence[Observation], accepted: pd.DataFrame, others: pd.DataFrame, plan: Catalogue
) -> Iterator[Fault]:
    """A query for each block of figures that repeats an earlier one or another agency's.

    `accepted` are the agency's figures and `others` those of other agencies, with the columns of a
    series, `period_start` as a date and `numerator`.
    """
    snapshots = {one.id for one in plan.indicators if one.aggregation == "last"}
    mine = figures_of(sent)
    mine = mine[~mine["indicator"].isin(snapshots) & mine["numerator"].notna()]
    if len(mine) < FEWEST_FIGURES:
        return
    accepted = with_index(accepted[accepted["indicator"].isin(set(mine["indicator"]))])
    known = with_key(pd.concat([accepted, mine], ignore_index=True))
    new = not_yet_accepted(known[len(accepted) :], known[: len(accepted)])
    if len(new) < FEWEST_FIGURES:
        return
    yield from copied_periods(new, known)
    yield from copied_from_agencies(new, others, plan)


def figures_of(sent: Sequence[Observation]) -> pd.DataFrame:
    """A row a figure of a file, with its cell."""
    columns = ("indicator", "agency", "locality", "numerator", "sheet", "cell")
    frame = pd.DataFrame({name: [getattr(o, name) for o in sent] for name in columns})
    frame["period_type"] = [o.period.type for o in sent]
    frame["period_start"] = [o.period.start for o in sent]
    return with_index(frame.astype({"numerator": "float64"}))


def with_index(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures with `index`, the month in which their period begins, counted from the year 0."""
    starts = figures["period_start"].tolist()
    return figures.assign(index=[12 * day.year + day.month - 1 for day in starts])


def with_key(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures with `key`, a number for their series and month: a join on one number costs a fifth
    of one on five columns, and a lag is added to it."""
    series = figures.groupby(SERIES, sort=False).ngroup()
    return figures.assign(key=series * MONTHS + figures["index"])


def not_yet_accepted(mine: pd.DataFrame, accepted: pd.DataFrame) -> pd.DataFrame:
    """The figures of a file that are not accepted yet: the others were asked about before."""
    before = accepted.drop_duplicates("key", keep="last").set_index("key")["numerator"]
    return mine[mine["numerator"] != mine["key"].map(before)]


def copied_periods(new: pd.DataFrame, known: pd.DataFrame) -> Iterator[Fault]:
    reported: set[int] = set()
    known = known.drop_duplicates("key", keep="last")[["key", "numerator"]]
    for lag in LAGS:
        later = new[(new["period_type"] == lag.period_type) & ~new.index.isin(reported)]
        if len(later) < FEWEST_FIGURES:
            continue
        pairs = pair(later, known.assign(key=known["key"] + lag.months), ["key"])
        blocks = {day: period_of(day, lag.block).start for day in set(pairs["period_start"])}
        pairs["block"] = pairs["period_start"].map(blocks)
        for _, copied in copied_blocks(pairs, "block"):
            reported |= set(copied["row"])
            starts = sorted(set(copied["period_start"]))
            before = [add_months(start, -lag.months) for start in starts]
            period, earlier = (describe_span(days, lag.period_type) for days in (starts, before))
            yield query(COPIED_PERIOD, copied, period=period, earlier=earlier)


def describe_span(starts: Sequence[date], kind: PeriodType) -> str:
    """Some periods in a row: "July 2026 to September 2026"."""
    first, last = Period(starts[0], kind).name, Period(starts[-1], kind).name
    return first if first == last else f"{first} to {last}"


def copied_from_agencies(
    new: pd.DataFrame, others: pd.DataFrame, plan: Catalogue
) -> Iterator[Fault]:
    if others.empty:
        return
    theirs = with_index(others)[[*SERIES, "index", "numerator"]].rename(columns={"agency": "other"})
    pairs = pair(new, theirs, ["indicator", "locality", "period_type", "index"])
    pairs = pairs[pairs["agency"] != pairs["other"]]
    for (_, other), copied in copied_blocks(pairs, "other"):
        yield query(COPIED_AGENCY, copied, other=plan.agency(str(other)).short_name)


def pair(later: pd.DataFrame, earlier: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Each figure beside the one that it may be copied from, with how likely two independent
    counts of that size are equal (of Poisson counts, near 1 / √(1 + 4πx))."""
    pairs = later.assign(row=later.index).merge(earlier, on=on, suffixes=("", "_before"))
    pairs = pairs[pairs["numerator_before"].notna()]
    mean = (pairs["numerator"] + pairs["numerator_before"]) / 2
    return pairs.assign(
        same=pairs["numerator"] == pairs["numerator_before"],
        chance=-0.5 * np.log1p(4 * np.pi * mean.clip(lower=0)),
    )


def copied_blocks(
    pairs: pd.DataFrame, by: str
) -> Iterator[tuple[tuple[str, date | str], pd.DataFrame]]:
    """The blocks of figures that hardly came about by chance: all that an agency has for a period,
    or those of single indicators."""
    if pairs["same"].sum() < SHARE_EQUAL * FEWEST_FIGURES:
        return
    pairs = pairs.assign(surprise=pairs["chance"] * pairs["same"])
    copied = is_copied(pairs, ["agency", by]) | is_copied(pairs, ["agency", by, "indicator"])
    yield from pairs[copied].groupby(["agency", by], sort=False)


def is_copied(pairs: pd.DataFrame, block: list[str]) -> pd.Series:
    """Whether each figure is in a block of which hardly any figure differs."""
    blocks = pairs.groupby(block, sort=False)
    count, same = blocks["same"].transform("size"), blocks["same"].transform("sum")
    values, chance = blocks["numerator"].transform("nunique"), blocks["surprise"].transform("sum")
    return (
        (count >= FEWEST_FIGURES) & (same >= SHARE_EQUAL * count)
        & (values >= FEWEST_VALUES) & (chance < np.log(BY_CHANCE))
    )  # fmt: skip


def query(rule: Rule, copied: pd.DataFrame, **words: str) -> Fault:
    """A query at the first of some copied figures."""
    first = copied.iloc[0]
    return fault(
        rule, first["sheet"], first["cell"],
        same=int(copied["same"].sum()), count=len(copied),
        indicators=join_list(sorted(set(copied["indicator"]))), **words,
    )  # fmt: skip
