"""Reminders of open actions, as text to copy into a message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dscp_data.catalogue import Catalogue
from dscp_data.meetings.actions import Action, format_owner
from dscp_data.model.text import format_date, pluralise


def describe_reminder(owner: str, found: Sequence[Action], plan: Catalogue, day: date) -> str:
    """A message to the owner of some open actions, the first due first."""
    lines = [
        f"- {one.entry.text} ({describe_due(one, day)}, agreed on {format_date(one.meeting.day)})"
        for one in sorted(found, key=lambda one: one.entry.due or date.max)
    ]
    return "\n".join(
        [
            f"{format_owner(owner, plan)}: {pluralise(len(found), 'open action')} from "
            f"{plan.partnership.group}",
            "",
            *lines,
            "",
            "Please tell the business manager how each stands before the next meeting.",
        ]
    )


def describe_due(action: Action, day: date) -> str:
    if action.entry.due is None:
        return "no date set"
    due = f"due {format_date(action.entry.due)}"
    return f"{due}, overdue" if action.is_overdue(day) else due
