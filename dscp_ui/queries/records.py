"""What is recorded beside figures: evidence, settings, returns due and what a return changed."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd

from dscp_data.records.evidence import evidence_log as find_evidence_log
from dscp_data.settings import Setting, settings_at
from dscp_data.store import preview_state_change as read_state_change
from dscp_data.store.records.reminders import ReminderSent, reminders_sent
from dscp_data.summaries import returns_due
from dscp_data.summaries.coverage import Objective
from dscp_data.summaries.coverage import coverage as find_coverage
from dscp_data.summaries.reform_plan import milestones as find_milestones
from dscp_data.summaries.reform_scrutiny import position_dates as find_position_dates
from dscp_data.summaries.return_effect import ReturnEffect, effect_of
from dscp_ui.access.effective_user import require
from dscp_ui.access.query import query
from dscp_ui.queries.catalogue import plan
from dscp_ui.queries.named_sql import senders_of, sql_rows
from dscp_ui.runtime.open_store import store
from dscp_ui.runtime.shared_cache import shared_cache


@query(requires="see-records", cached=16)
def evidence_log(as_of: datetime | None = None) -> pd.DataFrame:
    """The evidence log at a time, newest first; see `dscp_data.records.evidence`."""
    return find_evidence_log(store(), as_of)


@query(requires="see-records", cached=16)
def coverage(as_of: datetime | None = None) -> list[Objective]:
    """Every objective of the plan and what it is missing; see `dscp_data.summaries.coverage`."""
    return find_coverage(store(), as_of)


@query(requires="see-records", cached=16)
def milestones(day: date, as_of: datetime | None = None) -> pd.DataFrame:
    """The reform plan at a time, judged on a day; see `reform_plan.milestones`. Empty without a
    plan."""
    actions = sql_rows("actions", {"as_of": as_of})
    return actions if actions.empty else find_milestones(actions, plan(), day)


@query(requires="see-records", cached=16)
def position_dates(as_of: datetime | None = None) -> dict[str, date]:
    """By milestone, since when its position is worded as it is; see `reform_scrutiny`."""
    return find_position_dates(store(), as_of)


@query(requires="see-records", cached=16)
def settings(as_of: datetime | None = None) -> tuple[Setting, ...]:
    """Every setting in force at a time; see `dscp_data.settings`."""
    return settings_at(store(), as_of)


@query(requires="see-returns", cached=8)
def due(day: date, as_of: datetime | None = None) -> pd.DataFrame:
    """Who owes what on that day, and its status; see `dscp_data.summaries.returns_due.due`."""
    return returns_due.due(store(), day, as_of)


def last_reminders() -> dict[str, ReminderSent]:
    """When each agency was last reminded. Not cached: a reminder changes no data version."""
    require("see-returns")
    return reminders_sent(store())


@query(requires="see-exact", cached=16)
def return_effect(indicators: tuple[str, ...], accepted_at: datetime) -> ReturnEffect:
    """What a return changed on the dashboard; see `dscp_data.summaries.return_effect`."""
    return effect_of(store(), indicators, accepted_at)


def preview_state_change(return_id: int, state: str) -> pd.DataFrame:
    """What giving a return that state would change; see `dscp_data.store.preview_state_change`."""
    require("withdraw-returns", senders_of(return_id))
    return state_change(return_id, state)


@shared_cache(max_entries=16)
def state_change(return_id: int, state: str) -> pd.DataFrame:
    return read_state_change(store(), return_id, state)
