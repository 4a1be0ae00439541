"""Searches the event log by kind, person, agency and day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

import pandas as pd

from dscp_data.audit.event_text import EventContext, describe_event
from dscp_data.model.clock import end_of_day, utc_from_london
from dscp_data.model.text import format_datetime
from dscp_data.store import Store

OTHER = "Other"
KINDS: dict[str, tuple[str, ...]] = {
    "Signing in": ("signed in", "signed out", "sign-in refused", "session ended"),
    "Refused": ("refused",),
    "Roles": ("role given", "role ended"),
    "Returns": (
        "file checked",
        "file refused",
        "return accepted",
        "return withdrawn",
        "return put back",
        "reminder sent",
    ),
    "Figures seen": ("exact figures seen",),
    "Files taken away": ("file taken away",),
    "Settings": (
        *(f"{kind} {done}" for kind in ("target", "baseline", "note", "meeting")
          for done in ("set", "ended", "removed")),
        "meaning remembered",
        "meaning forgotten",
    ),
    "Keeping": (
        "log begun",
        "published figures held",
        "backup restored",
        "database rebuilt",
        "key changed",
        "retention applied",
        "figures protected",
        "protected figures computed",
        "figures published",
    ),
}  # fmt: skip
COLUMNS = ["Event", "When", "Who", "Kind", "What"]


@dataclass(frozen=True)
class EventFilter:
    """What an auditor asks for; "" and None leave nothing out. Days are London's, both included."""

    kind: str = ""
    who: str = ""
    agency: str = ""
    first: date | None = None
    last: date | None = None


class MatchingEvents(NamedTuple):
    """A page of events with the columns COLUMNS, newest first, and how many match in all."""

    events: pd.DataFrame
    matching: int


class Choices(NamedTuple):
    """What there is to narrow to: kinds in the order of KINDS, and who did anything."""

    kinds: tuple[str, ...]
    people: tuple[str, ...]


def kind_of(what: str) -> str:
    return next((kind for kind, whats in KINDS.items() if what in whats), OTHER)


def choices(store: Store) -> Choices:
    done = store.query("audit_choices")
    known = {kind_of(what) for what in done["what"]}
    kinds = tuple(kind for kind in (*KINDS, OTHER) if kind in known)
    return Choices(kinds, tuple(dict.fromkeys(done["who"])))


def search_log(
    store: Store, narrowed: EventFilter, size: int | None = None, skipped: int = 0
) -> MatchingEvents:
    """Events that match, newest first: `size` of them (None: all) after those that are skipped."""
    rows = store.query(
        "audit",
        kinds=whats_of(store, narrowed.kind),
        who=narrowed.who or None,
        agency=narrowed.agency or None,
        first=narrowed.first
        and utc_from_london(datetime.combine(narrowed.first, datetime.min.time())),
        last=narrowed.last and end_of_day(narrowed.last),
        size=size,
        skipped=skipped,
    )
    return MatchingEvents(
        events_table(rows, store), 0 if rows.empty else int(rows["matching"].iloc[0])
    )


def newest_event(store: Store) -> int:
    """The number of the newest event; 0 where there is none."""
    return int(store.query("log_extent")["newest"].iloc[0])


def whats_of(store: Store, kind: str) -> list[str] | None:
    """What events of a kind are called in the log; None for every kind."""
    if not kind:
        return None
    done = set(store.query("audit_choices")["what"])
    return sorted(what for what in done if kind_of(what) == kind)


def events_table(rows: pd.DataFrame, store: Store) -> pd.DataFrame:
    events = zip(rows["what"], rows["subjects"], rows["detail"], strict=True)
    return pd.DataFrame(
        {
            "Event": rows["number"],
            "When": [format_datetime(at) for at in rows["happened_at"]],
            "Who": rows["who"],
            "Kind": [kind_of(what) for what in rows["what"]],
            "What": [
                describe_event(EventContext(what, list(of), json.loads(detail), store.plan))
                for what, of, detail in events
            ],
        },
        columns=COLUMNS,
    )
