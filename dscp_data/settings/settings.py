"""Settings as the store keeps them: added, ended and removed with who and why, never overwritten.

A setting without an indicator, agency or locality (None) is set for all of them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.clock import utc_now
from dscp_data.store import Store
from dscp_data.store.event_log.events import record, rows_of

Kind = Literal["target", "baseline", "note", "meeting"]
LONGEST_NOTE = 50  # characters: a note is one line over a chart
INSERT = (
    "INSERT INTO setting (kind, indicator, agency, locality, day, value, text,"
    " set_at, set_by, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
)


class SettingError(Exception):
    """A setting cannot be kept as it is; the message says what to change."""


@dataclass(frozen=True)
class NewSetting:
    """`day`: from when a target or a baseline applies; of a note or a meeting, its day.

    `value` is the target, in the indicator's unit; `text` is the note, or says what a meeting was.
    """

    kind: Kind
    day: date
    indicator: str | None = None
    agency: str | None = None
    locality: str | None = None
    value: float | None = None
    text: str = ""


@dataclass(frozen=True)
class Setting(NewSetting):
    """A setting that is kept. `last_day` is the last day a target applies, None while it does."""

    id: int = 0
    last_day: date | None = None


def keep_setting(
    store: Store, setting: NewSetting, *, by: str, reason: str, at: datetime | None = None
) -> int:
    """Add a setting and give its id. `at` (UTC) is when it was set, now unless given.

    Raises SettingError, and CatalogueError for an id that the plan does not have.
    """
    check_setting(setting, store.plan)
    check_account(by, reason)
    what = [setting.kind, setting.indicator, setting.agency, setting.locality]
    says = [setting.day, setting.value, setting.text.strip()]
    account = [at or utc_now(), by.strip(), reason.strip()]
    with store.change() as cursor:
        id = int(cursor.execute(INSERT, [*what, *says, *account]).fetchall()[0][0])
        rows = {"setting": rows_of(cursor, "setting", "id = ?", [id])}
        record(cursor, f"{setting.kind} set", who=by.strip(), subjects=[f"setting {id}"], rows=rows)
    return id


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

    Raises SettingError where it does not stand, or the last day lies before its first.
    """
    check_account(by, reason)
    held = {one.id: one for one in settings_at(store)}
    if id not in held:
        raise SettingError("This has already been removed.")
    if last_day and last_day < held[id].day:
        raise SettingError("The last day is before the first. Choose a later day, or delete it.")
    with store.change() as cursor:
        cursor.execute(
            "INSERT INTO setting_ending SELECT ?, coalesce(max(step), 0) + 1, ?, ?, ?, ?"
            " FROM setting_ending WHERE setting_id = ?",
            [id, last_day, at or utc_now(), by.strip(), reason.strip(), id],
        )
        newest = "setting_id = $1 AND step = (SELECT max(step) FROM setting_ending"
        newest += " WHERE setting_id = $1)"
        rows = {"setting_ending": rows_of(cursor, "setting_ending", newest, [id])}
        what = f"{held[id].kind} ended" if last_day else f"{held[id].kind} removed"
        record(cursor, what, who=by.strip(), subjects=[f"setting {id}"], rows=rows)


def settings_at(store: Store, as_of: datetime | None = None) -> tuple[Setting, ...]:
    """Everything that was set and stood at a time (UTC; None is now), in the order it was set."""
    return store.remembered.answer(("settings", as_of), lambda: read_settings(store, as_of))


def read_settings(store: Store, as_of: datetime | None) -> tuple[Setting, ...]:
    rows = store.ask("settings", as_of=as_of)
    return tuple(setting_of(row) for row in rows.itertuples())


def setting_of(row: Any) -> Setting:
    return Setting(
        kind=row.kind,
        day=row.day.date(),
        indicator=known(row.indicator),
        agency=known(row.agency),
        locality=known(row.locality),
        value=known(row.value),
        text=row.text,
        id=int(row.id),
        last_day=None if pd.isna(row.last_day) else row.last_day.date(),
    )


def known(value: Any) -> Any:
    return None if pd.isna(value) else value


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
    if setting.kind == "note" and not 0 < len(setting.text.strip()) <= LONGEST_NOTE:
        raise SettingError(f"Write a note of {LONGEST_NOTE} characters or fewer.")


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
