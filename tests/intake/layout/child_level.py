"""Returns with a list of children in them, for the tests of how such lists are found."""

from __future__ import annotations

from dscp_data.model.returns import CheckedReturn
from tests.intake.books import HEADINGS, VALID, check

NHS = "943 476 5919"
NUMBERS = ("9434765919", "4505577104", "4010232137")


def is_refused(checked: CheckedReturn) -> bool:
    return checked.state == "refused" and [f.code for f in checked.faults] == ["child-level"]


def of_list(*rows: list[object]) -> CheckedReturn:
    """A valid return with a list of its own on another sheet."""
    return check({"Return": [HEADINGS, VALID], "Sheet2": list(rows)})
