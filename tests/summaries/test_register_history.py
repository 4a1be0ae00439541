"""The lines of registers in two versions of a return: added, changed, left out, and how."""

import random
from datetime import date, timedelta

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.model.returns import Action, Evidence
from dscp_data.summaries.register_history import describe_lines
from dscp_data.summaries.return_history import describe_counts
from tests.making import concern, meeting

PLAN = catalogue()
FINDING = Evidence(date(2025, 3, 1), "dcc-csc", "Audit", ("1.1",), (), "Found.", "Good", "E08",
                   "Evidence", "A4")  # fmt: skip
MILESTONE = Action("Help", "Panels", "Agree the terms", "dscp", None, date(2025, 9, 30), None,
                   "On track", "", "", "", "Plan", "A7")  # fmt: skip
CSC = PLAN.agency("dcc-csc").short_name
RESOLVED = {"resolved": date(2025, 5, 3), "outcome": "resolved"}


def between(store, older, newer):
    return store.query("compare_registers", older=older.return_id, newer=newer.return_id)


def test_a_concern_that_was_resolved_since_is_reported_with_its_cells(store, take_in):
    first = take_in(concerns=(concern(cell="A5"), concern(reference="AC002")))
    second = take_in(concerns=(concern(**RESOLVED, cell="A9"), concern(reference="AC002")))
    found = between(store, first, second)
    assert describe_counts(found) == "none added, 1 changed, none left out and 1 unchanged"
    (line,) = describe_lines(found, PLAN).to_dict("records")
    assert line == {
        "Change": "Changed",
        "Register": "Areas of concern",
        "Line": "AC001, opened 15 January 2025",
        "Before": "Date resolved –; outcome –",
        "After": "Date resolved 3 May 2025; outcome resolved",
        "Cell before": "Areas of concern!A5",
        "Cell after": "Areas of concern!A9",
    }


def test_lines_of_every_register_are_compared(store, take_in):
    first = take_in(meetings=(meeting(),), evidence=(FINDING,), actions=(MILESTONE,))
    second = take_in(meetings=(meeting(children_discussed=7),))
    said = describe_lines(between(store, first, second), PLAN)
    assert list(said[["Change", "Register", "Line"]].itertuples(index=False, name=None)) == [
        ("Changed", "Mapping meetings", "15 January 2025, Easington"),
        ("Left out", "Reform plan", "Agree the terms (Help, Panels)"),
        ("Left out", "Evidence", f"1 March 2025, {CSC}, Audit: Found."),
    ]  # fmt: skip
    assert list(said["After"]) == ["Children discussed 7", "–", "–"]
    assert "due 30 September 2025" in said["Before"][1]


def test_a_line_that_is_new_says_all_of_itself(store, take_in):
    first, second = take_in(meetings=(meeting(),)), take_in(concerns=(concern(),))
    said = describe_lines(between(store, first, second), PLAN).set_index("Change")
    assert said.loc["Added", "Before"] == "–"
    assert said.loc["Added", "After"].startswith("Area of concern Riverside park; locality Eas")
    police = PLAN.agency("durham-constabulary").short_name
    assert said.loc["Left out", "Before"].endswith(f"agencies present {CSC} and {police}")


@pytest.mark.parametrize("seed", range(3))
def test_what_changed_is_what_a_plain_loop_finds(store, take_in, seed):
    chance = random.Random(seed)

    def version():
        return {
            (reference, opened): concern(
                reference=reference, opened=opened, **(RESOLVED if chance.random() < 0.5 else {})
            )
            for reference in ("AC001", "AC002", "AC003")
            for opened in (date(2025, 1, 1), date(2025, 1, 1) + timedelta(days=90))
            if chance.random() < 0.7
        }

    old, new = version(), version()
    # A meeting in each, so that the register is there where no concern is.
    first, second = (
        take_in(concerns=tuple(one.values()), meetings=(meeting(),)) for one in (old, new)
    )
    expected = {
        key: "added" if key not in old
        else "left out" if key not in new
        else "unchanged" if old[key] == new[key]
        else "changed"
        for key in old.keys() | new.keys()
    }  # fmt: skip
    found = between(store, first, second)
    concerns = found[found["register"] == "concern"]
    said = {
        (reference, date.fromisoformat(opened)): change
        for (reference, opened), change in zip(concerns["key"], concerns["change"], strict=True)
    }
    assert said == expected
