"""From returned figures to one series for each indicator: added up, divided, and never averaged.

A series has a row a period from its first to its last, missing ones included, with the columns
of FIGURES. `missing` says in plain words why a period is not complete.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.periods import PERIOD_TYPES, PeriodType
from dscp_data.statistics.series import starts_of
from dscp_data.store import Store
from dscp_data.trends.selection import ALL, By, Selection

SERIES = ["indicator", "agency", "locality"]
FIGURES = [
    *SERIES,
    "period_start",
    "numerator",
    "denominator",
    "complete",
    "missing",
    "provisional",
]

HELD_BACK = "some figures are held back or could not be given"
PART_PERIOD = "part of the period is missing"
PLACE_MISSING = "a locality is missing"
AGENCY_MISSING = "an agency has not sent its figures"
NOT_SENT = "no figures were sent"
# Of several that hold for one figure the last is said. Numbers of them add up faster than words.
REASONS = np.array(
    ["", PLACE_MISSING, PART_PERIOD, HELD_BACK, AGENCY_MISSING, NOT_SENT], dtype=object
)
REASON = {words: number for number, words in enumerate(REASONS)}


def returned_figures(
    store: Store,
    indicators: Sequence[Indicator],
    period_types: Mapping[str, PeriodType],
    selection: Selection,
    by: By,
) -> pd.DataFrame:
    """The series of indicators that agencies return figures for, each by the type of period that
    `period_types` has for its id; one call, one question."""
    if not indicators:
        return pd.DataFrame(columns=FIGURES)
    answered = store.ask(
        "figures",
        **{
            f"by_{type}": [i.id for i in indicators if period_types[i.id] == type]
            for type in PERIOD_TYPES
        },
        agencies=list(selection.agencies) or None,
        localities=list(selection.localities) or None,
        as_of=selection.as_of,
        by_locality=by == "locality",
        regular=[p.id for p in store.plan.localities if p.kind not in ("outside", "unknown")],
    ).rename(columns={"place": "locality"})
    numbered = answered.assign(
        series=answered.groupby(SERIES, sort=False).ngroup(),
        month=months_of(answered["period_start"]),
    )
    given = numbered.assign(reason=reasons(numbered))
    apart = given["indicator"].isin(kept_apart(indicators, by)).to_numpy()
    together = added_across_agencies(given[~apart], store.plan)
    series = pd.concat([given[apart], together], ignore_index=True)
    return in_words(with_every_period(series))


def kept_apart(indicators: Sequence[Indicator], by: By) -> list[str]:
    """The indicators shown one series an agency."""
    return [i.id for i in indicators if by == "agency" or i.across_agencies == "separate"]


def reasons(figures: pd.DataFrame) -> np.ndarray:
    """Why each figure of an agency is not complete, by its number in REASONS."""
    held_back, part = ~figures["known"].to_numpy(), ~figures["whole"].to_numpy()
    short = figures["parts"].to_numpy() < localities_expected(figures)
    numbers = [REASON[HELD_BACK], REASON[PART_PERIOD], REASON[PLACE_MISSING]]
    return np.select([held_back, part, short], numbers, default=REASON[""])


def localities_expected(figures: pd.DataFrame) -> np.ndarray:
    """How many localities are to be in each figure of an agency; series in order.

    A locality is expected from its first figure to its last, and one that has only just fallen out
    is expected still.
    """
    if figures.empty:
        return np.zeros(0, dtype=int)
    series = figures["series"].to_numpy()
    starts = starts_of(series)
    ends = np.append(starts[1:], len(series))[:, None] - 1
    given = figures["given"].to_numpy()[:, None]
    row = np.arange(len(series), dtype=np.int32)[:, None]
    has = (given >> np.arange(int(given.max()).bit_length())) & 1 == 1  # a column a locality
    first = np.minimum.reduceat(np.where(has, row, len(row)), starts)
    last = np.maximum.reduceat(np.where(has, row, -1), starts)
    last = np.where(last == ends - 1, ends, last)
    return ((row >= first[series]) & (row <= last[series])).sum(axis=1)


def in_words(series: pd.DataFrame) -> pd.DataFrame:
    """The columns of FIGURES, from series whose reasons are numbers."""
    reason = series["reason"].to_numpy(dtype=int)
    return series.assign(missing=REASONS[reason], complete=reason == REASON[""])[FIGURES]


def months_of(starts: pd.Series) -> np.ndarray:
    """Each day's month, counted from January 1970."""
    return starts.to_numpy("datetime64[M]").astype(np.int64)


def added_across_agencies(figures: pd.DataFrame, plan: Catalogue) -> pd.DataFrame:
    """One series for each indicator and place: the sum of the agencies.

    An agency is expected from its first figure on, to the end if it still owes the indicator and
    else to its own last figure; a period that lacks one is not complete.
    """
    if figures.empty:
        return figures
    starts = starts_of(figures["series"].to_numpy())
    ends = np.append(starts[1:], len(figures)) - 1
    agencies = figures[SERIES].iloc[starts]
    places = agencies.groupby(["indicator", "locality"], sort=False).ngroup().to_numpy()
    place = np.repeat(places, ends - starts + 1)
    step = steps_of(figures)
    spans = agencies.assign(place=places, first=step[starts], last=step[ends])
    expected = agencies_expected(spans, plan, step.max() + 1)
    cell = place * expected.shape[1] + step
    grouped = figures.groupby(cell)
    sums = grouped[["numerator", "denominator"]].sum(min_count=1)  # nothing known is not 0
    lacks = grouped.size().to_numpy() < expected.ravel()[sums.index]
    first = figures.iloc[np.unique(cell, return_index=True)[1]]
    return first.assign(
        agency=ALL,
        numerator=sums["numerator"].to_numpy(),
        denominator=sums["denominator"].to_numpy(),
        reason=np.where(lacks, REASON[AGENCY_MISSING], grouped["reason"].max()),
        provisional=grouped["provisional"].any().to_numpy(),
    )


def steps_of(figures: pd.DataFrame) -> np.ndarray:
    """Each figure's period, counted from the first one of the same length."""
    period = figures["month"] // figures["months"]
    return (period - period.groupby(figures["months"]).transform("min")).to_numpy()


def agencies_expected(spans: pd.DataFrame, plan: Catalogue, steps: int) -> np.ndarray:
    """How many agencies are to give a figure, by place (rows) and step (columns).

    `spans` has the first and last step of each agency at each place.
    """
    owed = {(i.id, agency) for i in plan.indicators for agency in i.agencies}
    still = [pair in owed for pair in zip(spans["indicator"], spans["agency"], strict=True)]
    changes = np.zeros((spans["place"].max() + 1, steps + 1), dtype=int)
    np.add.at(changes, (spans["place"], spans["first"]), 1)
    np.add.at(changes, (spans["place"], np.where(still, steps, spans["last"] + 1)), -1)
    return changes.cumsum(axis=1)[:, :-1]


def with_every_period(series: pd.DataFrame) -> pd.DataFrame:
    """Each series in order, with a row for every period between its first and its last."""
    if series.empty:
        return series
    number = series.groupby(SERIES, sort=True).ngroup().to_numpy()
    order = np.lexsort((series["month"], number))
    held, number = series.iloc[order], number[order]
    month, months = held["month"].to_numpy(), held["months"].to_numpy()
    first = starts_of(number)
    last = np.append(first[1:], len(held)) - 1
    lengths = (month[last] - month[first]) // months[first] + 1
    before = np.cumsum(lengths) - lengths
    place = before[number] + (month - month[first][number]) // months
    every = held.set_axis(place)
    return every if lengths.sum() == len(held) else with_gaps(every, lengths)


def with_gaps(held: pd.DataFrame, lengths: np.ndarray) -> pd.DataFrame:
    """Series of these lengths as rows without a gap, from rows labelled by where they belong.

    The first row of each series is there, so what is not is known from the one before it.
    """
    every = held.reindex(np.arange(lengths.sum()))
    within = np.arange(len(every)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    first, months = every[["month", "months"]].to_numpy()[within == 0].astype(np.int64).T
    month = np.repeat(first, lengths) + np.repeat(months, lengths) * within
    every["period_start"] = month.astype("datetime64[M]").astype("datetime64[us]")
    every[SERIES] = every[SERIES].ffill()
    every["reason"] = every["reason"].fillna(REASON[NOT_SENT])
    every["provisional"] = every["provisional"].eq(True)
    return every
