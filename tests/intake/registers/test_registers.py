"""Registers are known by their headings; every line is a value or a fault at its cell."""

from datetime import date, datetime

import pytest

from dscp_data.model.returns import Action, Concern, Evidence
from tests.intake.books import check, codes

POSITION = ["Position at 30 September 2026"]
CONCERNS = ["Reference", "Area of concern", "Locality", "Date opened", "Date resolved", "Outcome",
            "Repeat of"]  # fmt: skip
CONCERN = ["AC-001", "Bus station", "Easington", date(2026, 1, 5), date(2026, 3, 1), "Resolved", ""]
READ = Concern(
    "AC-001", "Bus station", "easington", date(2026, 1, 5), date(2026, 3, 1), "resolved", "",
    "Areas of concern", "A3",
)  # fmt: skip


def register(*rows: list[object], above: list[object] = POSITION) -> dict[str, list[list[object]]]:
    return {"Areas of concern": [above, CONCERNS, *rows]}


def test_a_line_of_the_register_is_a_concern() -> None:
    checked = check(register(CONCERN))
    assert checked.faults == ()
    assert checked.concerns == (READ,)
    assert checked.cut_off == date(2026, 9, 30)
    assert checked.layout == ("Sheet “Areas of concern”: areas of concern at A2:G3",)


@pytest.mark.parametrize(
    "opened", [date(2026, 1, 5), datetime(2026, 1, 5, 9), "05/01/2026", "5 January 2026", 46027,
               "2026-01-05", "5-Jan-26", "05.01.26"]
)  # fmt: skip
def test_dates_are_read_in_any_spelling(opened: object) -> None:
    line = [*CONCERN[:3], opened, *CONCERN[4:]]
    assert check(register(line)).concerns[0].opened == date(2026, 1, 5)


def test_an_open_concern_has_no_day_resolved() -> None:
    line = [*CONCERN[:4], "", "Ongoing", ""]
    found = check(register(line)).concerns[0]
    assert (found.resolved, found.outcome) == (None, "")


def test_another_ending_keeps_its_word() -> None:
    line = [*CONCERN[:5], "Merged", ""]
    assert check(register(line)).concerns[0].outcome == "merged"


def test_the_same_reference_opened_again_is_a_repeat() -> None:
    again = ["AC-001", "Bus station", "Easington", date(2026, 6, 1), "", "", ""]
    assert [c.repeat_of for c in check(register(CONCERN, again)).concerns] == ["", "AC-001"]


def test_a_repeat_of_another_reference() -> None:
    again = ["AC-002", "Bus station", "Easington", date(2026, 6, 1), "", "", "AC-001"]
    assert check(register(CONCERN, again)).concerns[1].repeat_of == "AC-001"


@pytest.mark.parametrize(
    "above", [["As at 30 September 2026"], ["Position at:", date(2026, 9, 30)],
              ["Data to 30/09/2026"], ["Register, position as at 30th September 2026."]]
)  # fmt: skip
def test_the_day_that_a_register_is_complete_to(above: list[object]) -> None:
    assert check(register(CONCERN, above=above)).cut_off == date(2026, 9, 30)


def test_without_that_line_the_last_period_of_the_file_says_it() -> None:
    figures = [["Agency: Durham Constabulary"], ["Indicator", "Jul 26", "Aug 26"], ["H03", 1, 2]]
    checked = check({"Figures": figures, **register(CONCERN, above=["Register"])})
    assert checked.cut_off == date(2026, 8, 31)
    assert [found.code for found in checked.faults] == ["cut-off-assumed"]


def test_without_periods_the_last_day_in_the_register_says_it() -> None:
    assert check(register(CONCERN, above=["Register"])).cut_off == date(2026, 3, 1)


def test_every_fault_of_a_line_is_at_its_cell() -> None:
    line = ["", "Bus station", "Atlantis", "summer", "winter", "", ""]
    assert codes(check(register(CONCERN, line))) == [
        ("A4", "missing-in-line"),
        ("C4", "unknown-locality"),
        ("D4", "not-a-date"),
        ("E4", "not-a-date"),
    ]


def test_a_line_at_fault_is_not_a_concern() -> None:
    line = ["AC-002", "Bus station", "Easington", "", "", "", ""]
    assert len(check(register(CONCERN, line)).concerns) == 1


def test_a_line_of_the_evidence_log() -> None:
    rows = [
        ["Evidence"],
        ["Date", "Agency", "Type", "Outcomes", "Golden Threads", "Finding", "Rating", "Indicator"],
        [date(2026, 5, 1), "TEWV", "Single Agency Audits", "1.1; 2.3", "Child's Voice and Lived "
         "Experience; send", "Records are clearer", "Good", "H12"],
        ["14/05/2026", "DSCP", "Training & Briefing", "3.1 3.2", "jigsaw mental-health", "Well "
         "attended", "", ""],
    ]  # fmt: skip
    checked = check({"Evidence": rows})
    assert checked.faults == ()
    assert checked.evidence == (
        Evidence(date(2026, 5, 1), "tewv", "single-agency-audit", ("1.1", "2.3"),
                 ("child-voice", "send"), "Records are clearer", "Good", "H12", "Evidence", "A3"),
        Evidence(date(2026, 5, 14), "dscp", "training", ("3.1", "3.2"),
                 ("jigsaw", "mental-health"), "Well attended", "", "", "Evidence", "A4"),
    )  # fmt: skip


def test_evidence_takes_the_agency_of_the_file_where_it_names_none() -> None:
    rows = [["Date", "Type", "Finding"], [date(2026, 5, 1), "Audit Review", "Records are clearer"]]
    assert check(rows, agency="tewv").evidence[0].agency == "tewv"


def test_a_milestone_of_the_reform_plan() -> None:
    rows = [
        ["Strand", "Workstream", "Milestone", "Lead agency", "Start", "Due", "Completed", "Status",
         "Position statement", "Evidence", "Funding"],
        ["Family Help", "Implement the changes of Working Together 2023", "Teams formed", "DSCP",
         date(2026, 1, 1), date(2026, 12, 1), "", "On track", "Half are in place", "Minutes",
         "Grant"],
        ["MASA", "Preparing for Readiness", "Plan agreed", "Durham Police", "", date(2026, 5, 1),
         date(2026, 4, 1), "complete", "", "", ""],
    ]  # fmt: skip
    checked = check({"Reform plan": rows})
    assert checked.faults == ()
    assert checked.actions == (
        Action("family-help", "working-together-2023", "Teams formed", "dscp", date(2026, 1, 1),
               date(2026, 12, 1), None, "on-track", "Half are in place", "Minutes", "Grant",
               "Reform plan", "A2"),
        Action("masa", "readiness", "Plan agreed", "durham-constabulary", None, date(2026, 5, 1),
               date(2026, 4, 1), "complete", "", "", "", "Reform plan", "A3"),
    )  # fmt: skip


def test_registers_alone_need_no_agency_of_the_file() -> None:
    assert check(register(CONCERN)).agency is None


def test_an_empty_register_is_a_table_with_nothing_in_it() -> None:
    checked = check(register())
    assert (checked.concerns, checked.faults, checked.cut_off) == ((), (), None)
