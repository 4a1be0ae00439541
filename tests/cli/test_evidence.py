"""The commands evidence, coverage and reform, as automation uses them."""

import io
from datetime import date

import openpyxl
import pytest

EVIDENCE = [
    ["Date", "Agency", "Type", "Outcomes", "Golden Threads", "Finding", "Rating", "Indicator",
     "Recommendation", "Recommendation owner", "Recommendation due"],
    [date(2026, 5, 1), "TEWV", "Single Agency Audits", "1.1", "send", "Records are clearer", "Good",
     "H12", "Share the form", "Head of audit", date(2026, 9, 1)],
    [date(2026, 6, 1), "DSCP", "Training & Briefing", "3.1", "jigsaw", "Well attended", "", "", "",
     "", ""],
]  # fmt: skip
PLAN = [
    ["Strand", "Workstream", "Milestone", "Lead agency", "Lead role", "Start", "Due", "Completed",
     "Status", "Position statement", "Dependencies", "Readiness"],
    ["Family Help", "Preparing for Readiness", "Teams formed", "DSCP", "Business manager",
     date(2026, 1, 1), date(2026, 5, 1), "", "At risk", "Half are in place", "Funding", "Red"],
    ["MASA", "Preparing for Readiness", "Plan agreed", "DSCP", "", "", date(2026, 5, 1),
     date(2026, 5, 11), "Complete", "", "", ""],
]  # fmt: skip


@pytest.fixture
def loaded(answer, tmp_path):
    book = openpyxl.Workbook()
    for title, rows in (("Evidence", EVIDENCE), ("Reform plan", PLAN)):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    path = tmp_path / "return.xlsx"
    path.write_bytes(content.getvalue())
    return answer("load", str(path), "--agency", "dscp", "--json")


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([], ["Well attended", "Records are clearer"]),
        (["--indicator", "H12"], ["Records are clearer"]),
        (["--thread", "jigsaw"], ["Well attended"]),
        (["--outcome", "1.1", "3.1"], ["Well attended", "Records are clearer"]),
        (["--outcome", "2.1"], []),
    ],
)
def test_evidence_is_listed_newest_first_and_narrowed(answer, options, found):
    assert [row["finding"] for row in answer("evidence", *options, "--json")] == found


@pytest.mark.usefixtures("loaded")
def test_evidence_leads_to_its_cell_and_its_recommendation(answer):
    (row,) = answer("evidence", "--indicator", "H12", "--json")
    assert (row["sheet"], row["cell"], row["owner"]) == ("Evidence", "A2", "Head of audit")
    assert row["recommendation_due"] == "2026-09-01"


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("option", ["--indicator", "--thread", "--outcome"])
def test_evidence_of_what_is_not_in_the_plan_is_wrong_use(run, option):
    code, printed = run("evidence", option, "Z99", "--json")
    assert (code, printed.out) == (3, "")
    assert "Z99" in printed.err


@pytest.mark.usefixtures("loaded")
def test_coverage_has_a_row_for_each_objective_and_names_its_gap(answer, workbook):
    answer("load", workbook(["H12", "CSC", "County-wide", "Q1 2026-27", 8, 10]), "--json")
    rows = {(row["outcome"], row["indicator"]): row for row in answer("coverage", "--json")}
    assert {"1.1", "1.2", "1.3", "1.4", "2.1", "3.5"} <= {outcome for outcome, _ in rows}
    whole = rows["1.1", "H12"]
    assert (whole["newest_period"], whole["evidence"], whole["gap"]) == ("2026-04-01", 1, "")
    assert whole["newest_evidence"] == "2026-05-01"
    assert rows["3.1", "T02"]["gap"] == "measure"  # evidence of its outcome, and no figure
    assert rows["1.3", "H04"]["gap"] == "both"


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("on", "statuses"),
    [
        ("2026-04-20", {"Teams formed": ("at-risk", 0), "Plan agreed": ("on-track", 0)}),
        ("2026-05-05", {"Teams formed": ("late", 4), "Plan agreed": ("late", 4)}),
        ("2026-06-01", {"Teams formed": ("late", 31), "Plan agreed": ("complete", 10)}),
    ],
)
def test_milestones_have_their_status_on_a_day_and_how_late_they_are(answer, on, statuses):
    rows = answer("reform", "--on", on, "--json")
    assert {row["title"]: (row["status"], row["days_late"]) for row in rows} == statuses


@pytest.mark.usefixtures("loaded")
def test_milestones_have_what_the_plan_says_of_them(answer):
    row = next(row for row in answer("reform", "--json") if row["title"] == "Teams formed")
    assert (row["readiness"], row["role"]) == ("not-ready", "Business manager")
    assert (row["strand"], row["dependencies"], row["cell"]) == ("family-help", "Funding", "A2")


@pytest.mark.parametrize("command", ["evidence", "coverage", "reform"])
def test_without_any_data_the_answer_is_empty_and_not_an_error(answer, run, command):
    rows = answer(command, "--json")
    assert rows == [] or {row["gap"] for row in rows} == {"both"}
    assert run(command)[0] == 0
