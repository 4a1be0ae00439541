"""Compares the registers of two versions of a return, line by line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.text import format_date, join_list
from dscp_data.summaries.return_history import altered_first, format_cells

NOTHING = "–"
REGISTERS = {
    "concern": "Areas of concern",
    "meeting": "Mapping meetings",
    "evidence": "Evidence",
    "action": "Reform plan",
}
FIELDS = {
    "area": "area of concern",
    "locality": "locality",
    "resolved": "date resolved",
    "outcome": "outcome",
    "repeat_of": "repeat of",
    "concerns_discussed": "areas of concern discussed",
    "concerns_opened": "areas of concern opened",
    "children_discussed": "children discussed",
    "agencies": "agencies present",
    "outcomes": "outcomes",
    "golden_threads": "golden threads",
    "rating": "rating",
    "indicator": "indicator",
    "lead_agency": "lead agency",
    "start": "start",
    "due": "due",
    "completed": "completed",
    "status": "status",
    "position": "position",
    "evidence": "evidence",
    "funding": "funding",
}
DAYS = {"resolved", "start", "due", "completed"}


def describe_lines(differences: pd.DataFrame, plan: Catalogue) -> pd.DataFrame:
    """Added, changed and left out lines of the answer to `between_registers`, the changed ones
    first: Change, Register, Line, what the line said before and after (of a changed one only what
    differs), and the cell of each version."""
    altered = altered_first(differences)
    texts = [
        describe_both(before, later, plan)
        for before, later in zip(altered["said_before"], altered["said"], strict=True)
    ]
    lines = zip(altered["register"], altered["key"], strict=True)
    return pd.DataFrame(
        {
            "Change": altered["change"].str.capitalize(),
            "Register": altered["register"].map(REGISTERS),
            "Line": [describe_line(register, list(key), plan) for register, key in lines],
            "Before": [before for before, _ in texts],
            "After": [later for _, later in texts],
            "Cell before": format_cells(altered, "_before"),
            "Cell after": format_cells(altered, ""),
        }
    ).reset_index(drop=True)


def describe_both(before: object, later: object, plan: Catalogue) -> tuple[str, str]:
    """ "Date resolved –", "Date resolved 3 May 2025": the fields in which two versions differ."""
    old, new = (json.loads(text) if isinstance(text, str) else {} for text in (before, later))
    differing = [name for name in FIELDS if old.get(name) != new.get(name)]
    return describe_fields(old, differing, plan), describe_fields(new, differing, plan)


def describe_fields(line: dict[str, Any], names: Sequence[str], plan: Catalogue) -> str:
    if not line:
        return NOTHING
    text = "; ".join(f"{FIELDS[name]} {format_field(name, line[name], plan)}" for name in names
                     if name in line)  # fmt: skip
    return text[:1].upper() + text[1:]


def format_field(name: str, value: Any, plan: Catalogue) -> str:
    if value in (None, "", []):
        return NOTHING
    if name in DAYS:
        return format_day(value)
    if name == "locality":
        return plan.locality(value).name
    if name == "agencies":
        return join_list([plan.agency(id).short_name for id in value])
    return join_list(value) if isinstance(value, list) else str(value)


def describe_line(register: str, key: Sequence[str], plan: Catalogue) -> str:
    """What tells a line from the others, as a reader says it."""
    if register == "action":
        strand, workstream, title = key
        return f"{title} ({strand}, {workstream})"
    if register == "concern":
        return f"{key[0]}, opened {format_day(key[1])}"
    if register == "meeting":
        return f"{format_day(key[0])}, {plan.locality(key[1]).name}"
    day, agency, type, finding = key
    return f"{format_day(day)}, {plan.agency(agency).short_name}, {type}: {finding}"


def format_day(day: str) -> str:
    return format_date(date.fromisoformat(day))
