"""The queries of pages: each checks permission and is cached for one data version.

Results are shared by every session (`runtime.shared_cache`): read them, never change them. Each
query checks what the reader may see; `.unchecked` is for code that has
checked already or prepares results before anybody asks.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import chain
from typing import Any

import pandas as pd

from dscp_data.access import Action
from dscp_data.aggregation import cohorts as register_activity
from dscp_data.aggregation.register_series import concern_cohorts, concerns
from dscp_data.analysis import benchmark, reconciliation
from dscp_data.analysis.benchmark import Benchmarks
from dscp_data.analysis.detectability import smallest_detectable_change
from dscp_data.analysis.funnels import has_funnel
from dscp_data.analysis.like_for_like import LikeForLike
from dscp_data.analysis.like_for_like import like_for_like as find_like_for_like
from dscp_data.analysis.locality_standing import LocalityStanding, locality_standings, outliers
from dscp_data.analysis.locality_standing import new_outliers as find_new_outliers
from dscp_data.analysis.reconciliation import Reconciliation
from dscp_data.catalogue import Catalogue
from dscp_data.charts.meeting_line import MeetingLine
from dscp_data.meetings.series import series_of
from dscp_data.model.clock import london_from_utc, today
from dscp_data.model.meetings import AgendaItem
from dscp_data.records.evidence import evidence_log as find_evidence_log
from dscp_data.records.plan_edits import plan_at as find_plan_at
from dscp_data.settings import Setting, last_meeting, settings_at
from dscp_data.statistics import Detectable
from dscp_data.store import preview_state_change as read_state_change
from dscp_data.store.records.reminders import ReminderSent, reminders_sent
from dscp_data.summaries import returns_due
from dscp_data.summaries.changes_since import as_of_day_end, signals_between
from dscp_data.summaries.coverage import Objective
from dscp_data.summaries.coverage import coverage as find_coverage
from dscp_data.summaries.data_sources import with_sources
from dscp_data.summaries.indicator_table import icon_table
from dscp_data.summaries.reform_scrutiny import position_dates as find_position_dates
from dscp_data.summaries.return_effect import ReturnEffect, effect_of
from dscp_data.trends import By, Selection, Trend, trends
from dscp_data.trends.revisions import revision_texts
from dscp_data.trends.revisions import revisions as find_revisions
from dscp_ui.access.effective_user import can, require, restrict_to_permitted
from dscp_ui.access.query import query
from dscp_ui.runtime.open_store import store
from dscp_ui.runtime.shared_cache import shared_cache

# The permission that each SQL query requires. Those of "see-protected" give dates, agencies' names
# and published figures, and no count of ours. A query that is not listed is refused.
SQL_REQUIRES: dict[str, Action] = {
    "period_range": "see-protected",
    "senders": "see-protected",
    "comparators": "see-protected",
    "has_samples": "see-protected",
    "observations": "see-exact",
    "concerns": "see-exact",
    "mapping_meetings": "see-exact",
    "evidence": "see-records",
    "actions": "see-records",
    "setting_history": "see-records",
    "returns": "see-returns",
    "refusals": "see-returns",
    "return_history": "see-returns",
    "accepted_copy": "see-returns",
    "term_mappings": "see-returns",
    "earlier_reasons": "check-returns",
}
# These give the content of returns, which these parameters name.
SQL_ABOUT_RETURNS = {
    "query_answers": ("return_id",),
    "register_counts": ("return_id",),
    "compare_returns": ("older", "newer"),
    "compare_registers": ("older", "newer"),
}


def plan() -> Catalogue:
    return store().plan


def plan_at(as_of: datetime | None) -> Catalogue:
    """The plan with the corrections that a steward made, as at a time (UTC; None is now)."""
    return find_plan_at(store(), as_of)


@query(requires="see-records", cached=16)
def evidence_log(as_of: datetime | None = None) -> pd.DataFrame:
    """The evidence log at a time, newest first; see `dscp_data.records.evidence`."""
    return find_evidence_log(store(), as_of)


@query(requires="see-records", cached=16)
def coverage(as_of: datetime | None = None) -> list[Objective]:
    """Every objective of the plan and what it is missing; see `dscp_data.summaries.coverage`."""
    return find_coverage(store(), as_of)


@query(requires="see-records", cached=16)
def position_dates(as_of: datetime | None = None) -> dict[str, date]:
    """By milestone, since when its position is worded as it is; see `reform_scrutiny`."""
    return find_position_dates(store(), as_of)


def run_sql(name: str, **parameters: Any) -> pd.DataFrame:
    """The rows of a query in `dscp_data/sql`. Raises NotAllowed, KeyError for one not listed."""
    if name in SQL_ABOUT_RETURNS:
        for parameter in SQL_ABOUT_RETURNS[name]:
            require("see-originals", senders_of(parameters[parameter]))
    else:
        require(SQL_REQUIRES[name], localities=parameters.get("localities") or ())
    return sql_rows(name, parameters)


@shared_cache(max_entries=256)
def sql_rows(name: str, parameters: dict[str, object]) -> pd.DataFrame:
    return store().query(name, **parameters)


def last_reminders() -> dict[str, ReminderSent]:
    """When each agency was last reminded. Not cached: a reminder changes no data version."""
    require("see-returns")
    return reminders_sent(store())


def senders_of(return_id: object) -> tuple[str, ...]:
    """The agency that a return is from; none if it has several, because it is then nobody's own."""
    agencies = sql_rows("returns", {"as_of": None}).set_index("id")["agency"]
    return () if pd.isna(agencies[return_id]) else (agencies[return_id],)


@query(requires="see-protected", cached=256)
def trends_by_indicator(selection: Selection) -> dict[str, list[Trend]]:
    """The total trends of every indicator, by id, for the icon table, changes and charts."""
    by_indicator: dict[str, list[Trend]] = {}
    for trend in trends(store(), plan().indicators, selection):
        by_indicator.setdefault(trend.indicator.id, []).append(trend)
    return by_indicator


@query(requires="see-protected", cached=256)
def judged_trends(selection: Selection) -> dict[str, list[Trend]]:
    """As `trends_by_indicator`, each by the type of period its indicator is judged by: for tables
    of verdicts and for news."""
    by_indicator: dict[str, list[Trend]] = {}
    for trend in trends(store(), plan().indicators, selection, as_judged=True):
        by_indicator.setdefault(trend.indicator.id, []).append(trend)
    return by_indicator


@query(requires="see-protected", cached=256)
def single_series(indicator: str, selection: Selection, by: By = "total") -> list[Trend]:
    """The trends of one indicator, computed without the others."""
    return trends(store(), [plan().indicator(indicator)], selection, by)


@query(requires="see-protected", cached=512)
def series(indicator: str, selection: Selection, by: By = "total") -> list[Trend]:
    """The trends of one indicator: in total, by agency or by locality."""
    if by == "total" and selection.window is None:
        return trends_by_indicator.unchecked(selection)[indicator]
    return single_series.unchecked(indicator, selection, by)


@query(requires="see-protected", cached=256)
def overview(selection: Selection, indicators: tuple[str, ...]) -> pd.DataFrame:
    """The icon table of some indicators; see `dscp_data.summaries.indicator_table.icon_table`."""
    by_indicator = judged_trends.unchecked(selection)
    found = [trend for id in indicators for trend in by_indicator[id]]
    if len(selection.localities) != 1:
        return icon_table(found, plan())
    standings = standings_by_locality.unchecked(replace(selection, localities=()))
    own = {key[:2]: one for key, one in standings.items() if key[2] == selection.localities[0]}
    return icon_table(found, plan(), own)


@query(requires="see-protected", cached=32)
def standings_by_locality(selection: Selection) -> dict[tuple[str, str, str], LocalityStanding]:
    """How each locality stands against the others, by indicator, agency and locality; see
    `dscp_data.analysis.locality_standing`. Rounded figures are not compared."""
    if selection.audience == "protected":
        return {}
    shares = [one for one in plan().indicators if has_funnel(one)]
    by_locality = trends(store(), shares, selection, "locality", as_judged=True)
    return locality_standings(by_locality, plan())


@query(requires="see-exact", cached=32)
def new_outliers(selection: Selection, since: date) -> list[LocalityStanding]:
    """The localities that came to be unlike the others since the end of a day, concern first; of
    the localities chosen, all where none is."""
    every = replace(selection, localities=())
    before = standings_by_locality.unchecked(as_of_day_end(every, since))
    now = standings_by_locality.unchecked(every)
    return in_localities(find_new_outliers(before.values(), now.values()), selection)


@query(requires="see-exact", cached=32)
def present_outliers(selection: Selection) -> list[LocalityStanding]:
    """The localities that are unlike the others, concern first; of those chosen, all where none
    is."""
    every = standings_by_locality.unchecked(replace(selection, localities=()))
    return in_localities(outliers(every.values()), selection)


def in_localities(
    standings: list[LocalityStanding], selection: Selection
) -> list[LocalityStanding]:
    chosen = selection.localities
    return [without_others(one) for one in standings if not chosen or one.locality in chosen]


def without_others(one: LocalityStanding) -> LocalityStanding:
    """A standing without the figures of other localities, which not all who see it may see."""
    return replace(one, beside="", compared=None)


def standings_of_locality(selection: Selection) -> dict[tuple[str, str], LocalityStanding]:
    """How the one locality of a selection stands, by indicator and agency; {} in protected
    figures."""
    require("see-protected")
    (locality,) = selection.localities
    if restrict_to_permitted(selection).audience == "protected":
        return {}
    every = standings_by_locality.unchecked(replace(selection, localities=()))
    sees_others = can("see-exact")
    return {
        key[:2]: one if sees_others else without_others(one)
        for key, one in every.items()
        if key[2] == locality
    }


@query(requires="see-protected", cached=128)
def overview_with_sources(selection: Selection, indicators: tuple[str, ...]) -> pd.DataFrame:
    """The icon table with the agencies behind each row; see `data_sources.with_sources`."""
    senders = sql_rows("senders", {"as_of": selection.as_of})
    table = overview.unchecked(selection, indicators)
    return with_sources(table, senders, plan(), selection.agencies)


@query(requires="see-meetings", cached=128)
def series_of_item(item: AgendaItem, as_of: datetime | None) -> Trend | None:
    """The series that an item of an agenda opens, in exact figures as at a time."""
    return series_of(store(), item, as_of)


@query(requires="see-records", cached=16)
def settings(as_of: datetime | None = None) -> tuple[Setting, ...]:
    """Every setting in force at a time; see `dscp_data.settings`."""
    return settings_at(store(), as_of)


@query(requires="see-exact", cached=128)
def new_signals(selection: Selection, since: date) -> pd.DataFrame:
    """The signals that are new since the end of a day; see `changes_since.new_signals`."""
    before = judged_trends.unchecked(as_of_day_end(selection, since))
    now = judged_trends.unchecked(selection)
    return signals_between(chain(*before.values()), chain(*now.values()), plan())


@query(requires="see-exact", cached=16)
def return_effect(indicators: tuple[str, ...], accepted_at: datetime) -> ReturnEffect:
    """What a return changed on the dashboard; see `dscp_data.summaries.return_effect`."""
    return effect_of(store(), indicators, accepted_at)


def meeting_line(trend: Trend, selection: Selection) -> MeetingLine | None:
    """The last meeting before the day shown, and how far the figures of a trend went then. None
    without a meeting, for a wider audience, and where nothing was held then."""
    if not can("see-records") or restrict_to_permitted(selection).audience == "protected":
        return None
    shown = london_from_utc(selection.as_of).date() if selection.as_of else today()
    day = last_meeting(settings(selection.as_of), shown)
    if day is None:
        return None
    then = single_series.unchecked(trend.indicator.id, as_of_day_end(selection, day))
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


def preview_state_change(return_id: int, state: str) -> pd.DataFrame:
    """What giving a return that state would change; see `dscp_data.store.preview_state_change`."""
    require("withdraw-returns", senders_of(return_id))
    return state_change(return_id, state)


@shared_cache(max_entries=16)
def state_change(return_id: int, state: str) -> pd.DataFrame:
    return read_state_change(store(), return_id, state)


@query(requires="see-returns", cached=8)
def due(day: date, as_of: datetime | None = None) -> pd.DataFrame:
    """Who owes what on that day, and its status; see `dscp_data.summaries.returns_due.due`."""
    return returns_due.due(store(), day, as_of)


@query(requires="see-exact", cached=128)
def cohorts(indicator: str, selection: Selection) -> pd.DataFrame:
    """The cohorts of an indicator calculated from the register; empty without a register."""
    register = concerns(store(), selection)
    by_agency = concern_cohorts(register, plan().indicator(indicator), selection)
    return by_agency.get("all", pd.DataFrame())


@query(requires="see-exact", cached=32)
def activity_by_place(selection: Selection) -> pd.DataFrame:
    """What happened to the register's concerns in each period, by locality."""
    register = concerns(store(), selection)
    return register_activity.activity_by_place(register, selection.period_type)
