"""The indicator table: a row for each series, from the same trends as the charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.store import Store
from dscp_data.trends import ALL, Selection, Trend, trends
from dscp_data.trends.assurance import ASSURANCE_WORDS, assurance_of, format_target
from dscp_data.trends.finding import (
    STATUS_WORDS,
    Status,
    describe_change,
    describe_latest,
    format_point,
    status,
)

SPARKLINE_POINTS = 24
ORDER: tuple[Status, ...] = (
    "concern",
    "up",
    "down",
    "improvement",
    "common cause",
    "not judged",
    "not clear",
    "too few points",
    "no figures",
)


def overview(store: Store, indicators: Iterable[Indicator], selection: Selection) -> pd.DataFrame:
    """One row a series, concern first, and then in the plan's order.

    Columns: indicator, agency, name, short_name, agency_name ("" for the total), priorities (ids),
    unit, latest (words), period (words), value, change (words), sparkline (values, the newest
    last), status, status_in_words, side (up or down where there is a signal), stands (words),
    target (words), assurance, assurance_in_words, behind (why there is no newer figure, or ""),
    note.
    """
    return icon_table(trends(store, indicators, selection), store.plan)


def icon_table(found: Iterable[Trend], plan: Catalogue) -> pd.DataFrame:
    """The `overview` of trends that are at hand."""
    rows = [row_of(one, plan) for one in found]
    return pd.DataFrame(rows).sort_values("order", kind="stable", ignore_index=True)


def row_of(trend: Trend, plan: Catalogue) -> dict[str, object]:
    latest, unit = trend.latest, trend.indicator.unit
    its_status, its_assurance = status(trend), assurance_of(trend)
    return {
        "order": ORDER.index(its_status),
        "indicator": trend.indicator.id,
        "agency": trend.agency,
        "name": series_name(trend, plan),
        "short_name": trend.short_name,
        "agency_name": "" if trend.agency == ALL else plan.agency(trend.agency).short_name,
        "priorities": trend.indicator.priorities,
        "unit": unit,
        "latest": format_point(trend, latest) if latest else "–",
        "period": latest.period.short_name if latest else "",
        "value": latest.value if latest else None,
        "change": describe_change(trend),
        "sparkline": drawn_values(trend)[-SPARKLINE_POINTS:].tolist(),
        "status": its_status,
        "status_in_words": STATUS_WORDS[its_status],
        "side": latest.side if latest else "",
        "stands": describe_latest(trend),
        "target": format_target(trend),
        "assurance": its_assurance,
        "assurance_in_words": ASSURANCE_WORDS[its_assurance],
        "behind": point_before(trend),
        "note": trend.note,
    }


def drawn_values(trend: Trend) -> np.ndarray:
    """The values that a line may pass through: a small count is a range, and no number."""
    value, small = trend.columns["value"], trend.columns["numerator_says"] != ""
    return value[~np.isnan(value) & ~small]


def point_before(trend: Trend) -> str:
    """Why the newest period is not the latest one that counts: "Sep 26: a locality is missing"."""
    columns = trend.columns
    if not len(columns["complete"]) or columns["complete"][-1]:
        return ""
    return f"{trend.point(-1).period.short_name}: {columns['missing'][-1]}"


def series_name(trend: Trend, plan: Catalogue) -> str:
    """The indicator's name, with the agency's where there is one series an agency."""
    if trend.agency == ALL:
        return trend.indicator.name
    return f"{trend.indicator.name} · {plan.agency(trend.agency).short_name}"


def counts_by_priority(table: pd.DataFrame, plan: Catalogue) -> pd.DataFrame:
    """For each priority, how many series stand at each status: index priority id, columns ORDER."""
    counts = Counter(
        (priority, status)
        for priorities, status in zip(table["priorities"], table["status"], strict=True)
        for priority in priorities
    )
    ids = [priority.id for priority in plan.priorities]
    return pd.DataFrame({status: [counts[id, status] for id in ids] for status in ORDER}, index=ids)
