"""An evidence log and a reform plan from a return."""

from datetime import date

import pytest

from dscp_data.model.returns import Action, Evidence


def line(**differences) -> Evidence:
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


@pytest.fixture
def send(take_in):
    """Accept a return with lines of evidence or milestones; each call is a new file."""

    def lines(*of):
        return take_in(
            evidence=tuple(one for one in of if isinstance(one, Evidence)),
            actions=tuple(one for one in of if isinstance(one, Action)),
        )

    return lines
