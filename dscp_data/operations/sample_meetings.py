"""Imports the invented record of past meetings from a CSV file, each meeting closed on its day."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import cast

from dscp_data.model.clock import utc_from_london
from dscp_data.model.meetings import (
    AgendaItem,
    EntryKind,
    EntryStatus,
    MeetingDetails,
    MeetingEntry,
)
from dscp_data.settings import settings_at
from dscp_data.store import Store
from dscp_data.store.records.meetings import save_rows

FIGURES_AT, CLOSED_AT = time(9), time(12)  # in London
INVITED = (
    "Chair",
    "Business manager",
    "dcc-csc",
    "dcc-early-help",
    "housing",
    "durham-constabulary",
)
REASON = "Invented"
Line = dict[str, str]


@dataclass(frozen=True)
class At:
    """A meeting's id, and the time (UTC) as at which it sees figures."""

    meeting: int
    as_of: datetime


def import_meetings(store: Store, path: Path, *, by: str) -> None:
    """Store the meetings of a CSV, whose dates must be set. Columns: day, place, kind, item (a
    title), indicator, locality ("" for all), text, owner, due, status, done_on (of an action that
    was done later); a line of kind `item` puts it on the agenda."""
    ids = {one.day: one.id for one in settings_at(store) if one.kind == "meeting"}
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    for day_text, of_day in groupby(lines, key=lambda line: line["day"]):
        day = date.fromisoformat(day_text)
        import_meeting(store, ids[day], day_text, list(of_day), by)


def import_meeting(store: Store, id: int, day: str, lines: list[Line], by: str) -> None:
    at = At(id, london_time(day, FIGURES_AT))
    save = partial(save_rows, store, by=by, reason=REASON)
    details = MeetingDetails(id, at.as_of, lines[0]["place"], INVITED)
    items = list(items_in(store, lines, at))
    _, *item_ids = save("meeting prepared", [details, *items], at=at.as_of)
    by_title = {item.title: item_id for item, item_id in zip(items, item_ids, strict=True)}
    closed_at = london_time(day, CLOSED_AT)
    for line in lines:
        if line["kind"] != "item":
            entry = entry_of(line, by_title[line["item"]], id)
            (entry_id,) = save(f"{entry.kind} recorded", [entry], at=closed_at)
            if line["done_on"]:
                done = replace(entry, id=entry_id, step=1, status="done")
                save(
                    f"{entry.kind} followed up", [done], at=london_time(line["done_on"], CLOSED_AT)
                )
    closed = replace(details, state="closed", present=INVITED, step=1)
    save("meeting closed", [closed], at=closed_at)


def london_time(day: str, at: time) -> datetime:
    """A time on a day (ISO) in London, in UTC."""
    return utc_from_london(datetime.combine(date.fromisoformat(day), at))


def items_in(store: Store, lines: Iterable[Line], at: At) -> Iterable[AgendaItem]:
    titles = [line for line in lines if line["kind"] == "item"]
    for place, line in enumerate(titles, 1):
        indicator = store.plan.indicator(line["indicator"])
        yield AgendaItem(
            "free",
            line["item"],
            at.as_of,
            indicator=indicator.id,
            locality=line["locality"] or None,
            period_type=indicator.judged_by,
            priority=indicator.priorities[0],
            position=place,
            meeting_id=at.meeting,
        )


def entry_of(line: Line, item: int, meeting: int) -> MeetingEntry:
    return MeetingEntry(
        cast(EntryKind, line["kind"]),
        line["text"],
        item,
        meeting,
        owner=line["owner"],
        due=date.fromisoformat(line["due"]) if line["due"] else None,
        status=cast(EntryStatus, line["status"]),
    )
