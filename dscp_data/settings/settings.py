"""Settings as stored: added, ended and deleted with who and why, never overwritten.

A setting without an indicator, agency or locality (None) is set for all of them.
"""

from __future__ import annotations

import math
from datetime import date, datetime

from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.model.clock import utc_now
from dscp_data.model.periods import MONTHS_IN
from dscp_data.model.settings import NOTE_KINDS, NewSetting, Setting
from dscp_data.model.text import join_list
from dscp_data.store import Store
from dscp_data.store.records.settings import insert_ending, insert_setting, read_settings

FEWEST_FIXED = 12  # points that limits can be fixed on (Making Data Count)
LONGEST_NOTE = 50  # characters: a note is one line over a chart


class SettingError(Exception):
    """A setting cannot be kept as it is; the message says what to change."""


def save_setting(
    store: Store, setting: NewSetting, *, by: str, reason: str, at: datetime | None = None
) -> int:
    """Add a setting and give its id. `at` (UTC) is when it was set, now unless given.

    Raises SettingError, and CatalogueError for an id that the plan does not have.
    """
    check_setting(setting, store.plan)
    check_account(by, reason)
    return insert_setting(store, setting, by=by.strip(), reason=reason.strip(), at=at or utc_now())


def end_setting(
    store: Store,
    id: int,
    *,
    by: str,
    reason: str,
    last_day: date | None = None,
    at: datetime | None = None,
) -> None:
    """End a target after its last day; without one, remove a setting as if it were never set.

    Raises SettingError where it has ended already, or the last day lies before its first.
    """
    check_account(by, reason)
    current = {one.id: one for one in settings_at(store)}
    if id not in current:
        raise SettingError("This has already been removed.")
    if last_day and last_day < current[id].day:
        raise SettingError("The last day is before the first. Choose a later day, or delete it.")
    insert_ending(
        store,
        current[id],
        last_day=last_day,
        by=by.strip(),
        reason=reason.strip(),
        at=at or utc_now(),
    )


def settings_at(store: Store, as_of: datetime | None = None) -> tuple[Setting, ...]:
    """Everything that was set and stood at a time (UTC; None is now), in the order it was set."""
    return store.cache.get_or_compute(("settings", as_of), lambda: read_settings(store, as_of))


def check_setting(setting: NewSetting, plan: Catalogue) -> None:
    if setting.agency:
        plan.agency(setting.agency)
    if setting.locality:
        plan.locality(setting.locality)
    unit = plan.indicator(setting.indicator).unit if setting.indicator else ""
    if setting.kind in ("target", "baseline") and not setting.indicator:
        raise SettingError(f"Choose the indicator that this {setting.kind} is for.")
    if setting.kind == "target":
        check_target(setting.value, unit)
    if setting.kind in ("target", "baseline") and setting.day.day != 1:
        raise SettingError("Choose the first day of a month, because figures are for whole months.")
    if setting.kind == "baseline" and setting.value is not None and setting.indicator:
        check_fixed_months(setting.value, plan.indicator(setting.indicator))
    if setting.note_kind and (setting.kind != "note" or setting.note_kind not in NOTE_KINDS):
        raise SettingError(f"Choose what the note is about: {join_list(NOTE_KINDS, 'or')}.")
    if setting.kind == "note" and not 0 < len(setting.text.strip()) <= LONGEST_NOTE:
        raise SettingError(f"Write a note of {LONGEST_NOTE} characters or fewer.")


def check_fixed_months(months: float, indicator: Indicator) -> None:
    fewest = FEWEST_FIXED * MONTHS_IN[indicator.judged_by]
    if months != round(months) or months < fewest:
        raise SettingError(
            f"A usual range rests on {FEWEST_FIXED} {indicator.judged_by}s or more. Choose "
            f"{fewest} months or more."
        )


def check_target(value: float | None, unit: str) -> None:
    if value is None or not math.isfinite(value) or value < 0:
        raise SettingError("Enter the target as a number, 0 or more.")
    if unit == "%" and value > 100:
        raise SettingError("Enter a percentage from 0 to 100.")


def check_account(by: str, reason: str) -> None:
    if not by.strip():
        raise SettingError("Enter your name. It is kept in the history.")
    if not reason.strip():
        raise SettingError("Enter a reason. It is kept in the history.")
