"""The plan that pages show, and as it was corrected at a time."""

from __future__ import annotations

from datetime import datetime

from dscp_data.catalogue import Catalogue
from dscp_data.records.plan_edits import plan_at as find_plan_at
from dscp_ui.runtime.open_store import store


def plan() -> Catalogue:
    return store().plan


def plan_at(as_of: datetime | None) -> Catalogue:
    """The plan with the corrections that a steward made, as at a time (UTC; None is now)."""
    return find_plan_at(store(), as_of)
