"""The indicator table: a row for each series, from the same trends as the charts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from dscp_data.analysis.locality_standing import (
    TOO_FEW,
    LocalityStanding,
    standing_without_funnel,
    why_not_comparable,
)
from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.store import Store
from dscp_data.trends import ALL, Selection, Trend, trends
from dscp_data.trends.assurance import ASSURANCE_WORDS, assurance_of, format_target
from dscp_data.trends.finding import (
    STATUS_WORDS,
    Status,
    describe_change,
    describe_latest,
    describe_status,
    format_point,
    status,
)

SPARKLINE_POINTS = 24
Key = tuple[str, str]  # indicator, agency
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
    "not by locality",
)


ROW = [
    "order",
    "indicator",
    "agency",
    "name",
    "short_name",
    "agency_name",
    "priorities",
    "unit",
    "period_type",
    "latest",
    "period",
    "value",
    "base",
    "change_value",
    "change",
    "sparkline",
    "status",
    "status_in_words",
    "status_to",
    "side",
    "summary",
    "target",
    "assurance",
    "assurance_in_words",
    "behind",
    "provisional",
    "note",
    "standing",
    "standing_in_words",
    "standing_what",
    "is_alike",
]


def overview(store: Store, indicators: Iterable[Indicator], selection: Selection) -> pd.DataFrame:
    """One row a series, concern first, and then in the plan's order; each by the type of period
    that its indicator is judged by, or a longer one that the reader chose.

    Columns: indicator, agency, name, short_name, agency_name ("" for a total), priorities, unit,
    period_type, latest (words), period (words), value, base and change_value (numbers to sort
    by), change (words), sparkline (values, the newest last), status, status_in_words, status_to
    (the same with its month, where a newer figure is provisional), side (up or down where there is
    a signal), summary (words), target (words), assurance, assurance_in_words, behind (why there is
    no newer figure, or ""), provisional (whether the latest may still change), note.
    """
    return icon_table(trends(store, indicators, selection, as_judged=True), store.plan)


def icon_table(
    found: Iterable[Trend], plan: Catalogue, standings: Mapping[Key, LocalityStanding] | None = None
) -> pd.DataFrame:
    """The `overview` of trends that are at hand, of one locality with how it compares with the
    others (`standings` by indicator and agency): outliers first.

    That adds standing (its word, "" where it is not by locality), standing_in_words and
    standing_what (a clause).
    """
    rows = [{**row_of(one, plan), **standing_of(one, standings)} for one in found]
    return (
        pd.DataFrame(rows, columns=ROW)
        .sort_values(["is_alike", "order"], kind="stable", ignore_index=True)
        .drop(columns="is_alike")
    )


def standing_of(
    trend: Trend, standings: Mapping[Key, LocalityStanding] | None
) -> dict[str, object]:
    """How the locality of a trend compares with the others; "" in a table of all localities."""
    one = (standings or {}).get((trend.indicator.id, trend.agency))
    if one is None and standings and not trend.is_empty:
        one = standing_without_funnel(trend, why_not_comparable(trend.indicator) or TOO_FEW)
    return {
        "standing": one.word if one else "",
        "standing_in_words": one.in_words if one else "",
        "standing_what": one.what if one else "",
        "is_alike": one is None or not one.is_outlier,
    }


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
        "period_type": trend.period_type,
        "latest": format_point(trend, latest) if latest else "–",
        "period": latest.period.short_name if latest else "",
        "value": latest.value if latest else None,
        "base": latest.denominator if latest else None,
        "change_value": trend.change_on_year,
        "change": describe_change(trend),
        "sparkline": drawn_values(trend)[-SPARKLINE_POINTS:].tolist(),
        "status": its_status,
        "status_in_words": STATUS_WORDS[its_status],
        "status_to": describe_status(trend),
        "side": trend.judged.side if trend.judged else "",
        "summary": describe_latest(trend),
        "target": format_target(trend),
        "assurance": its_assurance,
        "assurance_in_words": ASSURANCE_WORDS[its_assurance],
        "behind": point_before(trend),
        "provisional": bool(latest and latest.provisional),
        "note": trend.note,
    }


def drawn_values(trend: Trend) -> np.ndarray:
    """The values that a line may pass through: a small count is a range, and no number."""
    value, small = trend.columns["value"], trend.columns["numerator_text"] != ""
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
