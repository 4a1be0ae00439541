"""The invented reform action plan, as it stood on a day."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from dscp_data.model.returns import Action

LINES = Path(__file__).with_suffix(".csv")
POSITIONS = {
    "not-started": "Planned; work has not begun",
    "on-track": "Work goes on as planned",
    "at-risk": "Due soon and open points remain; the lead reports to the board each fortnight",
    "late": "Past its date; the lead has given the group a new date",
    "complete": "Done and evidenced",
}
DAYS_OF_RISK = 35
OWN_POSITION = "2026-09-30"


def actions(as_at: date) -> tuple[Action, ...]:
    """Every milestone with its status on that day; what was completed later is still open."""
    return tuple(action(line, as_at) for line in lines())


def lines() -> list[dict[str, str]]:
    with LINES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def action(line: dict[str, str], as_at: date) -> Action:
    begun, due = date.fromisoformat(line["start"]), date.fromisoformat(line["due"])
    done = date.fromisoformat(line["completed"]) if line["completed"] else None
    if done and done > as_at:
        done = None
    status = status_on(as_at, begun, due, done)
    return Action(
        line["strand"],
        line["workstream"],
        line["title"],
        line["lead_agency"],
        begun,
        due,
        done,
        status,
        POSITIONS[status] if done else position_of(line, status, as_at),
        line["evidence"] if done else "",
        line["funding"],
        sheet="",
        cell="",
        role=line["role"],
        dependencies=line["dependencies"],
        readiness="" if done else line["readiness"],
    )


def position_of(line: dict[str, str], status: str, as_at: date) -> str:
    """The position of an open milestone: its own from a day on, none where its lead gives none, and
    the usual words before."""
    if line["position"] == "none":
        return ""
    own = line["position"] and as_at >= date.fromisoformat(line["position_from"] or OWN_POSITION)
    return line["position"] if own else POSITIONS[status]


def status_on(as_at: date, begun: date, due: date, done: date | None) -> str:
    if done:
        return "complete"
    if due < as_at:
        return "late"
    if begun > as_at:
        return "not-started"
    return "at-risk" if (due - as_at).days <= DAYS_OF_RISK else "on-track"
