"""The register of areas of concern: cohorts followed up, and what happened in each period."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dscp_data.aggregation import cohorts as register_activity
from dscp_data.aggregation.register_series import concern_cohorts, concerns
from dscp_data.analysis import event_frequency as events
from dscp_data.analysis.event_frequency import Event, EventFrequency
from dscp_data.analysis.time_to_resolution import time_to_resolution
from dscp_data.trends import Selection
from dscp_ui.access.query import query
from dscp_ui.queries.catalogue import plan
from dscp_ui.runtime.open_store import store


@query(requires="see-exact", cached=128)
def cohorts(indicator: str, selection: Selection) -> pd.DataFrame:
    """The cohorts of an indicator calculated from the register; empty without a register."""
    register = concerns(store(), selection)
    by_agency = concern_cohorts(register, plan().indicator(indicator), selection)
    return by_agency.get("all", pd.DataFrame())


@query(requires="see-exact", cached=64)
def register_cut_off(selection: Selection) -> date:
    """The day to which the newest return of the register, which has a concern, is complete."""
    newest: pd.Timestamp = concerns(store(), selection)["cut_off"].max()
    return newest.date()


@query(requires="see-exact", cached=64)
def times_to_resolution(selection: Selection) -> pd.DataFrame:
    """A row a concern; see `analysis.time_to_resolution`."""
    return time_to_resolution(concerns(store(), selection))


@query(requires="see-exact", cached=64)
def event_frequency(event: Event, selection: Selection) -> EventFrequency:
    """How often one kind of event happens. The register has at least one concern."""
    return events.event_frequency(concerns(store(), selection), event, selection.period_type)


@query(requires="see-exact", cached=64)
def activity(selection: Selection) -> pd.DataFrame:
    """What happened to the register's concerns in each period."""
    return register_activity.activity(concerns(store(), selection), selection.period_type)


@query(requires="see-exact", cached=32)
def activity_by_place(selection: Selection) -> pd.DataFrame:
    """What happened to the register's concerns in each period, by locality."""
    register = concerns(store(), selection)
    return register_activity.activity_by_place(register, selection.period_type)
