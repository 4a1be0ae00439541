"""The queries of pages: each checks permission and is cached for one data version.

Results are shared by every session (`runtime.shared_cache`): read them, never change them. Each
query checks what the reader may see; `.unchecked` is for code that has checked already or prepares
results before anybody asks.
"""

from __future__ import annotations

from dscp_ui.queries.catalogue import plan, plan_at
from dscp_ui.queries.concerns import (
    activity,
    activity_by_place,
    cohorts,
    event_frequency,
    register_cut_off,
    times_to_resolution,
)
from dscp_ui.queries.indicator_trends import (
    benchmarks,
    detectable,
    judged_trends,
    like_for_like,
    meeting_line,
    reconciled,
    revised,
    revisions,
    series,
    series_of_item,
)
from dscp_ui.queries.named_sql import run_sql, senders_of, sql_rows
from dscp_ui.queries.records import (
    coverage,
    due,
    evidence_log,
    last_reminders,
    milestones,
    position_dates,
    preview_state_change,
    return_effect,
    settings,
)
from dscp_ui.queries.tables import (
    new_outliers,
    new_signals,
    overview,
    overview_with_sources,
    present_outliers,
    standings_by_locality,
    standings_of_locality,
)
from dscp_ui.runtime.open_store import store

__all__ = [
    "activity",
    "activity_by_place",
    "benchmarks",
    "cohorts",
    "coverage",
    "detectable",
    "due",
    "event_frequency",
    "evidence_log",
    "judged_trends",
    "last_reminders",
    "like_for_like",
    "meeting_line",
    "milestones",
    "new_outliers",
    "new_signals",
    "overview",
    "overview_with_sources",
    "plan",
    "plan_at",
    "position_dates",
    "present_outliers",
    "preview_state_change",
    "reconciled",
    "register_cut_off",
    "return_effect",
    "revised",
    "revisions",
    "run_sql",
    "senders_of",
    "series",
    "series_of_item",
    "settings",
    "sql_rows",
    "standings_by_locality",
    "standings_of_locality",
    "store",
    "times_to_resolution",
]
