"""Valid values for tests: each test states only how its own differ."""

from __future__ import annotations

import hashlib
from datetime import date

from dscp_data.model.periods import Period, add_months, month
from dscp_data.model.returns import (
    Action,
    CheckedReturn,
    Concern,
    Evidence,
    MappingMeeting,
    Observation,
)

APRIL = month(2025, 4)
FIRST = month(2024, 4)


def months(count: int, first: Period = FIRST) -> list[Period]:
    """So many months one after another."""
    return [Period(add_months(first.start, n), "month") for n in range(count)]


def observation(**differences) -> Observation:
    given = {
        "indicator": "E08",
        "agency": "dcc-csc",
        "locality": "easington",
        "period": APRIL,
        "numerator": 10.0,
        "denominator": None,
        "status": "reported",
        "provisional": False,
        "comment": "",
        "sheet": "Sheet1",
        "cell": "B2",
    }
    return Observation(**{**given, **differences})


def concern(**differences) -> Concern:
    given = {
        "reference": "AC001",
        "area": "Riverside park",
        "locality": "easington",
        "opened": date(2025, 1, 15),
        "resolved": None,
        "outcome": "",
        "repeat_of": "",
        "sheet": "Areas of concern",
        "cell": "A5",
    }
    return Concern(**{**given, **differences})


def meeting(**differences) -> MappingMeeting:
    given = {
        "held_on": date(2025, 1, 15),
        "locality": "easington",
        "concerns_discussed": 3,
        "concerns_opened": 1,
        "children_discussed": 6,
        "agencies": ("dcc-csc", "durham-constabulary"),
        "sheet": "Mapping meetings",
        "cell": "A5",
    }
    return MappingMeeting(**{**given, **differences})


def evidence(**differences) -> Evidence:
    given = {
        "date": date(2026, 1, 14),
        "agency": "dcc-csc",
        "type": "single-agency-audit",
        "outcomes": ("2.2",),
        "golden_threads": ("jigsaw",),
        "finding": "Every closure sampled had a plan",
        "rating": "Good",
        "indicator": "E04",
        "sheet": "Evidence",
        "cell": "A5",
    }
    return Evidence(**{**given, **differences})


def milestone(**differences) -> Action:
    given = {
        "strand": "family-help",
        "workstream": "readiness",
        "title": "Teams formed",
        "lead_agency": "dcc-csc",
        "start": date(2026, 1, 5),
        "due": date(2026, 6, 30),
        "completed": None,
        "status": "on-track",
        "position": "Half are in place",
        "evidence": "",
        "funding": "",
        "sheet": "Reform plan",
        "cell": "A5",
    }
    return Action(**{**given, **differences})


def checked(
    *observations: Observation, content: bytes = b"a workbook", **differences
) -> CheckedReturn:
    given = {
        "file": "return.xlsx",
        "sha256": hashlib.sha256(content).hexdigest(),
        "agency": "dcc-csc",
        "layout": ("one table",),
        "observations": tuple(observations),
        "concerns": (),
        "evidence": (),
        "actions": (),
        "faults": (),
        "cut_off": None,
    }
    return CheckedReturn(**{**given, **differences})
