"""From returned figures to one series for each indicator: added up, divided, and never averaged.

A series has a row a period from its first to its last, missing ones included, with the columns
of FIGURES. `missing` says in plain words why a period is not complete.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.periods import MONTHS_IN, PeriodType
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


def returned_figures(
    store: Store, indicators: Sequence[Indicator], selection: Selection, by: By
) -> pd.DataFrame:
    """The series of indicators that agencies return figures for; one call, one question."""
    if not indicators:
        return pd.DataFrame(columns=FIGURES)
    answered = store.ask(
        "figures",
        indicators=[i.id for i in indicators],
        agencies=list(selection.agencies) or None,
        localities=list(selection.localities) or None,
        period_type=selection.period_type,
        as_of=selection.as_of,
        by_locality=by == "locality",
        occasional=[p.id for p in store.plan.localities if p.kind in ("outside", "unknown")],
    ).rename(columns={"place": "locality"})
    whole = with_reasons(answered)
    apart = whole["indicator"].isin(kept_apart(indicators, by))
    together = added_across_agencies(whole[~apart], store.plan)
    series = pd.concat([whole[apart], together], ignore_index=True)[FIGURES]
    return with_every_period(series, selection.period_type)


def kept_apart(indicators: Sequence[Indicator], by: By) -> list[str]:
    """The indicators shown one series an agency."""
    return [i.id for i in indicators if by == "agency" or i.across_agencies == "separate"]


def with_reasons(figures: pd.DataFrame) -> pd.DataFrame:
    """Adds `missing` and `complete` to an agency's figures."""
    missing = np.select(
        [~figures["known"], ~figures["whole"], figures["parts"] < figures["expected"]],
        [HELD_BACK, PART_PERIOD, PLACE_MISSING],
        default="",
    )
    return figures.assign(missing=missing, complete=missing == "")


def added_across_agencies(figures: pd.DataFrame, plan: Catalogue) -> pd.DataFrame:
    """One series for each indicator and place: the sum of the agencies.

    An agency is expected from its first figure on, to the end if it still owes the indicator and
    else to its own last figure; a period that lacks one is not complete.
    """
    if figures.empty:
        return figures
    place = ["indicator", "locality"]
    grouped = figures.groupby([*place, "period_start"])
    added = grouped[["numerator", "denominator"]].sum(min_count=1)  # nothing known is not 0
    added["missing"] = grouped["missing"].max()
    added["provisional"] = grouped["provisional"].any()
    added["agencies"] = grouped.size()
    added = added.reset_index()
    spans = figures.groupby([*place, "agency"], as_index=False).agg(
        first=("period_start", "min"), last=("period_start", "max")
    )
    owed = {(i.id, agency) for i in plan.indicators for agency in i.agencies}
    still = [pair in owed for pair in zip(spans["indicator"], spans["agency"], strict=True)]
    spans["last"] = spans["last"].mask(still, pd.Timestamp.max.floor("D"))
    expected = added[[*place, "period_start"]].merge(spans, on=place)
    within = expected["period_start"].between(expected["first"], expected["last"])
    counts = expected[within].groupby([*place, "period_start"]).size().rename("expected")
    added = added.join(counts, on=[*place, "period_start"])
    lacks = added["agencies"] < added["expected"]
    missing = added["missing"].mask(lacks, AGENCY_MISSING)
    return added.assign(agency=ALL, missing=missing, complete=missing == "")


def with_every_period(series: pd.DataFrame, period_type: PeriodType) -> pd.DataFrame:
    """Each series with a row for every period between its first and its last."""
    if series.empty:
        return series
    step = pd.DateOffset(months=MONTHS_IN[period_type])
    parts = []
    for key, rows in series.groupby(SERIES, sort=True):
        starts = rows["period_start"]
        if len(rows) > 1 and gaps_between(starts, period_type):
            every = pd.date_range(starts.min(), starts.max(), freq=step, name="period_start")
            rows = rows.set_index("period_start").reindex(every).reset_index()
            rows[SERIES] = list(key)
            absent = rows["missing"].isna()
            rows["missing"] = rows["missing"].mask(absent, NOT_SENT)
            rows["complete"] = ~absent & (rows["missing"] == "")
            rows["provisional"] = ~absent & rows["provisional"].eq(True)
        parts.append(rows[FIGURES])
    return pd.concat(parts, ignore_index=True)


def gaps_between(starts: pd.Series, period_type: PeriodType) -> bool:
    first, last = starts.min(), starts.max()
    months = (last.year - first.year) * 12 + last.month - first.month
    return len(starts) != months // MONTHS_IN[period_type] + 1
