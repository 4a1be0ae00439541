"""Trends of indicators and what belongs to one: revisions, published figures."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from dscp_data.analysis import benchmark, reconciliation
from dscp_data.analysis.benchmark import Benchmarks
from dscp_data.analysis.detectability import smallest_detectable_change
from dscp_data.analysis.like_for_like import LikeForLike
from dscp_data.analysis.like_for_like import like_for_like as find_like_for_like
from dscp_data.analysis.reconciliation import Reconciliation
from dscp_data.charts.meeting_line import MeetingLine
from dscp_data.meetings.series import series_of
from dscp_data.model.clock import day_shown
from dscp_data.model.meetings import AgendaItem
from dscp_data.settings import last_meeting
from dscp_data.statistics import Detectable
from dscp_data.summaries.changes_since import as_of_day_end
from dscp_data.trends import By, Selection, Trend, trends
from dscp_data.trends.revisions import revision_texts
from dscp_data.trends.revisions import revisions as find_revisions
from dscp_ui.access.effective_user import can, restrict_to_permitted
from dscp_ui.access.query import query
from dscp_ui.queries.catalogue import plan
from dscp_ui.queries.named_sql import sql_rows
from dscp_ui.queries.records import settings
from dscp_ui.runtime.open_store import store


@query(requires="see-protected", cached=256)
def judged_trends(selection: Selection) -> dict[str, list[Trend]]:
    """The total trends of every indicator, by id, each by the type of period it is judged by: for
    tables of verdicts and for news."""
    by_indicator: dict[str, list[Trend]] = {}
    for trend in trends(store(), plan().indicators, selection, as_judged=True):
        by_indicator.setdefault(trend.indicator.id, []).append(trend)
    return by_indicator


@query(requires="see-protected", cached=768)
def series(indicator: str, selection: Selection, by: By = "total") -> list[Trend]:
    """The trends of one indicator: in total, by agency or by locality."""
    return trends(store(), [plan().indicator(indicator)], selection, by)


@query(requires="see-meetings", cached=128)
def series_of_item(item: AgendaItem, as_of: datetime | None) -> Trend | None:
    """The series that an item of an agenda opens, in exact figures as at a time."""
    return series_of(store(), item, as_of)


def meeting_line(trend: Trend, selection: Selection) -> MeetingLine | None:
    """The last meeting before the day shown, and how far the figures of a trend went then. None
    without a meeting, for a wider audience, and where nothing was held then."""
    if not can("see-records") or restrict_to_permitted(selection).audience == "protected":
        return None
    shown = day_shown(selection.as_of)
    day = last_meeting(settings(selection.as_of), shown)
    if day is None:
        return None
    then = series.unchecked(trend.indicator.id, as_of_day_end(selection, day), "total")
    same = next((one for one in then if one.agency == trend.agency), None)
    if same is None or same.latest is None or same.period_type != trend.period_type:
        return None
    return MeetingLine(day, same.latest.period.start)


def revised(trend: Trend, selection: Selection) -> list[str]:
    """For each point the figure first published, if it was revised, else "".

    That figure is exact, so protected views have none.
    """
    if restrict_to_permitted(selection).audience == "protected":
        return [""] * len(trend.points)
    return revision_texts(trend, revisions(trend.indicator.id, selection))


@query(requires="see-exact", cached=256)
def revisions(indicator: str, selection: Selection) -> pd.DataFrame:
    return find_revisions(store(), plan().indicator(indicator), selection)


@query(requires="see-protected", cached=512)
def detectable(indicator: str, selection: Selection, agency: str) -> Detectable | None:
    """The smallest sustained change that would show in the trend of an agency, or of "all"."""
    found = series.unchecked(indicator, selection, "total")
    return smallest_detectable_change(next(trend for trend in found if trend.agency == agency))


@query(requires="see-protected", cached=64)
def like_for_like(indicator: str, selection: Selection, agency: str) -> LikeForLike | None:
    """The total of the agencies that report throughout; see `dscp_data.analysis.like_for_like`."""
    found = series.unchecked(indicator, selection, "total")
    trend = next(one for one in found if one.agency == agency)
    return find_like_for_like(store(), plan().indicator(indicator), trend, selection)


@query(requires="see-exact", cached=128)
def reconciled(pair: str, selection: Selection) -> Reconciliation:
    """Both ends of a pair and the gap; see `dscp_data.analysis.reconciliation`."""
    return reconciliation.reconciliation(store(), plan().pair(pair), selection)


@query(requires="see-protected", cached=128)
def benchmarks(indicator: str, measure: str) -> Benchmarks | None:
    """How our area compares on a published measure; see `dscp_data.analysis.benchmark`."""
    published = sql_rows("comparators", {"indicator": indicator})
    return benchmark.benchmarks(published, measure, plan().indicator(indicator))
