"""Describes settings for forms, tables and changes."""

from __future__ import annotations

import math
from datetime import date
from typing import Protocol

from dscp_data.catalogue import Catalogue
from dscp_data.model.periods import period_of
from dscp_data.model.text import format_as_set


class Described(Protocol):
    """What a setting, or a row of its history, has."""

    @property
    def kind(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def indicator(self) -> str | None: ...
    @property
    def agency(self) -> str | None: ...
    @property
    def locality(self) -> str | None: ...
    @property
    def value(self) -> float | None: ...
    @property
    def text(self) -> str: ...
    @property
    def note_kind(self) -> str | None: ...


def describe_setting(setting: Described, plan: Catalogue) -> str:
    """As "Target of 20% from April 2025", "Note on 1 April 2025: New front door"."""
    day, month = setting.day, period_of(setting.day, "month").name
    if setting.kind == "target":
        assert setting.value is not None
        unit = plan.indicator(setting.indicator or "").unit
        return f"Target of {format_as_set(setting.value, unit)} from {month}"
    if setting.kind == "baseline":
        if setting.value is not None and not math.isnan(setting.value):
            return f"Baseline from {month}, fixed on its first {setting.value:.0f} months"
        return f"New baseline from {month}"
    named = "Meeting"
    if setting.kind == "note":
        named = f"Note ({setting.note_kind})" if setting.note_kind else "Note"
    text = f": {setting.text}" if setting.text else ""
    return f"{named} on {day.day} {month}{text}"


def describe_scope(setting: Described, plan: Catalogue) -> str:
    """Whom it is set for: "All agencies, Easington"."""
    agency = plan.agency(setting.agency).short_name if setting.agency else "All agencies"
    place = plan.locality(setting.locality).name if setting.locality else plan.partnership.place
    return f"{agency}, {place}"
