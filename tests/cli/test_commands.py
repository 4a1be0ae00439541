"""The command line is a contract: arguments, output and exit codes."""

import csv
import hashlib
import io

import pytest

from dscp_data.store import default_path, open_store
from dscp_data.store.event_log.events import events
from tests.cli.rows import ROW, months


def rows_of(printed):
    return list(csv.DictReader(io.StringIO(printed.out)))


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "nowhere.xlsx"),
        ("nonsense",),
        ("trend", "E88"),
        ("trend", "H17", "--period", "quarter"),
        ("trend", "E08", "--agency", "nobody"),
        ("withdraw", "99"),
        ("due", "--on", "yesterday"),
        ("template", "nobody", "-o", "x.xlsx"),
        ("template", "dcc-csc", "--year", "2026-29", "-o", "x.xlsx"),
    ],
)
def test_wrong_use_exits_3_with_the_reason(run, arguments):
    code, printed = run(*arguments)
    assert code == 3
    assert printed.err.strip()
    assert "Traceback" not in printed.err


def test_observations_lead_to_file_sheet_and_cell(run, answer, workbook):
    answer("load", workbook(ROW), "--json")
    code, printed = run("observations", "--indicator", "E08", "--from", "2025-04")
    assert code == 0
    assert rows_of(printed) == [
        {
            "indicator": "E08",
            "agency": "dcc-csc",
            "locality": "easington",
            "period_start": "2025-04-01",
            "period_type": "month",
            "numerator": "10",
            "denominator": "",
            "status": "reported",
            "provisional": "false",
            "comment": "",
            "file": "return.xlsx",
            "sheet": "Sheet",
            "cell": "E2",
        }
    ]


@pytest.mark.parametrize(
    "arguments",
    [("--to", "2025-03"), ("--locality", "teesdale"), ("--agency", "tewv", "hdft")],
)
def test_observations_can_be_narrowed(answer, workbook, arguments):
    answer("load", workbook(ROW), "--json")
    assert answer("observations", *arguments, "--format", "json") == []


def test_withdrawing_takes_the_figures_out_and_keeps_the_return(run, answer, workbook):
    id = answer("load", workbook(ROW), "--json")["return_id"]
    code, _ = run("withdraw", str(id))
    assert code == 0
    assert answer("observations", "--format", "json") == []
    assert [one["state"] for one in answer("returns", "--json")] == ["withdrawn"]


def test_due_gives_the_status_of_each_agency_indicator_and_period(answer, workbook):
    answer("load", workbook(ROW), "--json")
    found = answer("due", "--on", "2025-07-22", "--json")
    ours = [row for row in found if (row["agency"], row["indicator"]) == ("dcc-csc", "E08")]
    assert [(row["period_start"], row["standing"]) for row in ours[:2]] == [
        ("2025-04-01", "received"),
        ("2025-05-01", "late"),
    ]
    assert {row["due"] for row in ours if row["period_end"] <= "2025-06-30"} == {"2025-07-21"}


def test_returns_have_the_status_of_the_quarters_they_cover(answer, workbook):
    answer("load", workbook(ROW), "--json")
    (held,) = answer("returns", "--json")
    (quarter,) = held["quarters"]
    assert (quarter["agency"], quarter["quarter_start"]) == ("dcc-csc", "2025-04-01")
    assert quarter["standing"].startswith("partly 0 of ")


def test_returns_stand_beside_the_matrix_of_every_agency(answer, workbook):
    answer("load", workbook(ROW), "--json")
    both = answer("returns", "--json", "--matrix")
    assert both["returns"] == answer("returns", "--json")
    stands = {(one["agency"], one["quarter_start"]): one["standing"] for one in both["matrix"]}
    assert stands["housing", "2025-04-01"] == "late"
    assert {agency for agency, _ in stands} >= {"dcc-csc", "hdft", "dscp"}


def test_due_in_words_names_only_what_is_open(run, workbook):
    run("load", workbook(ROW))
    code, printed = run("due", "--on", "2025-07-22")
    assert code == 0
    assert "late    dcc-csc, E08, month from 2025-05-01, due 2025-07-21" in printed.out
    assert "E08, month from 2025-04-01" not in printed.out


def test_trend_gives_one_row_a_period_with_limits(run, answer, workbook):
    months = [f"{m:02d}/{y}" for y in (2024, 2025) for m in range(1, 13)][3:20]
    rows = [[*ROW[:3], f"01/{m}", 100 + n % 3, None] for n, m in enumerate(months)]
    answer("load", workbook(*rows), "--json")
    code, printed = run("trend", "E08")
    found = rows_of(printed)
    assert code == 0
    assert list(found[0]) == [
        "agency", "period_start", "numerator", "denominator", "value", "lower", "upper",
        "complete", "mean", "lower_limit", "upper_limit", "signal", "direction",
    ]  # fmt: skip
    assert [row["agency"] for row in found] == ["all"] * 17
    assert float(found[0]["lower_limit"]) < 100 < float(found[0]["upper_limit"])


def test_trend_of_agencies_that_may_overlap_is_one_series_each(answer, workbook):
    rows = [["H03", agency, None, "Apr-25", 2, None] for agency in ("Police", "CSC")]
    answer("load", workbook(*rows), "--json")
    found = answer("trend", "H03", "--format", "json")
    assert [row["agency"] for row in found] == ["dcc-csc", "durham-constabulary"]


def test_a_template_comes_back_as_the_same_figures(answer, run, workbook, tmp_path):
    answer("load", workbook(ROW), "--json")
    before = answer("observations", "--format", "json")
    path = str(tmp_path / "template.xlsx")
    code, _ = run("template", "dcc-csc", "--year", "2025-26", "-o", path)
    assert code == 0
    again = answer("load", path, "--json")
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 1)
    after = answer("observations", "--format", "json")
    figures = ("indicator", "agency", "locality", "period_start", "numerator", "status")
    assert [[row[f] for f in figures] for row in after] == [
        [row[f] for f in figures] for row in before
    ]


def test_published_figures_are_stored(run, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    code, printed = run("comparators", str(path))
    assert code == 1
    assert "Traceback" not in printed.err


def test_trend_for_a_wider_audience_has_words_for_small_numbers_and_a_status(answer, workbook):
    answer("load", workbook(*months(2025, 3, 41, 12)), "--json")
    exact = answer("trend", "E08", "--format", "json")
    wider = answer("trend", "E08", "--audience", "protected", "--format", "json")
    assert [row["numerator"] for row in exact] == [3, 41, 12]
    assert [row["numerator"] for row in wider] == ["1 to 7", 40, 10]
    assert [list(row) for row in wider] == [[*row, "status"] for row in exact]


@pytest.mark.parametrize(("former", "audience"), [("member", "exact"), ("viewer", "protected")])
def test_the_former_names_of_the_audiences_are_accepted(answer, workbook, former, audience):
    answer("load", workbook(*months(2025, 3, 41, 12)), "--json")
    asked = ("trend", "E08", "--format", "json", "--audience")
    assert answer(*asked, former) == answer(*asked, audience)


@pytest.mark.parametrize(
    ("arguments", "what", "marking"),
    [
        (("observations",), "returned figures", "OFFICIAL-SENSITIVE. "),
        (("trend", "E08"), "the trend of E08", "OFFICIAL-SENSITIVE. "),
        (("trend", "E08", "--audience", "protected"), "the trend of E08", "OFFICIAL. "),
    ],
)
def test_figures_that_are_printed_are_marked_apart_and_recorded(
    run, answer, workbook, arguments, what, marking
):
    answer("load", workbook(ROW), "--json")
    _, said = run(*arguments)
    assert said.err.startswith(marking)
    with open_store(default_path()) as store, store.cursor() as cursor:
        last = events(cursor)[-1]
    assert last.what == "file taken away"
    assert last.details["what"] == what
    assert last.details["lines"] == len(said.out.splitlines()) - 1
    assert last.subjects == (hashlib.sha256(said.out.encode()).hexdigest(),)


def test_roles_are_given_listed_and_ended(run, answer):
    assert run("role", "Ann@Example.org", "steward", "--by", "Jo", "--why", "Set up")[0] == 0
    assert run("role", "ben@example.org", "manager", "--locality", "easington")[0] == 0
    assert run("role", "ben@example.org", "--end", "--why", "Left")[0] == 0
    (ann,) = answer("roles", "--json")
    assert (ann["email"], ann["role"], ann["given_by"], ann["reason"]) == (
        "ann@example.org", "steward", "Jo", "Set up",
    )  # fmt: skip
    _, ben = answer("roles", "--ended", "--json")
    assert (ben["localities"], ben["ended_because"]) == (["easington"], "Left")
    assert run("roles")[1].out.startswith("ann@example.org  steward, from ")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["ann@example.org"], "Enter a role to give"),
        (["ann@example.org", "member", "--end"], "Enter a role to give"),
        (["ann@example.org", "king"], "is not a role"),
        (["ann@example.org", "analyst"], "at least one agency"),
        (["ann@example.org", "--end"], "does not have a role"),
    ],
)
def test_a_role_that_cannot_be_given_is_wrong_use(run, asked, says):
    code, printed = run("role", *asked)
    assert code == 3
    assert says in printed.err
