"""Imports settings from a CSV file, one a row, with date and reason."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from pathlib import Path

from dscp_data.model.clock import utc_from_london
from dscp_data.model.settings import NewSetting
from dscp_data.settings.settings import save_setting
from dscp_data.store import Store


def import_settings(store: Store, path: Path, *, by: str) -> int:
    """Keep every setting of a CSV, each as set on its day, and give how many there are.

    Columns: kind, indicator, agency, locality, day, value, text, note_kind, set_on, reason; days
    are ISO, and what is empty is not said. Raises SettingError or CatalogueError at the first that
    makes no sense.
    """
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    for line in lines:
        at = utc_from_london(datetime.combine(date.fromisoformat(line["set_on"]), time(9)))
        save_setting(store, setting_of(line), by=by, reason=line["reason"], at=at)
    return len(lines)


def setting_of(line: dict[str, str]) -> NewSetting:
    return NewSetting(
        line["kind"],  # type: ignore[arg-type]
        date.fromisoformat(line["day"]),
        line["indicator"] or None,
        line["agency"] or None,
        line["locality"] or None,
        float(line["value"]) if line["value"] else None,
        line["text"],
        line["note_kind"] or None,  # type: ignore[arg-type]
    )
