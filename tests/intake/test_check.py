"""From the bytes of a file to what it says: the template, the samples, forty faults at once."""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.intake.check import check_file
from dscp_data.model.periods import month, quarter
from dscp_data.model.returns import Action, Concern, Evidence, Observation
from dscp_data.templates.template import template
from sample_data.making.faulty import NAME, PLANTED
from sample_data.making.files import truth
from tests.intake.books import HEADINGS, TODAY, VALID, check, codes

SAMPLES = Path(__file__).parents[2] / "sample_data"
WORKBOOKS = os.environ.get("DSCP_WORKBOOKS")  # a folder of real ones to try, where there is one
AFTER = date(2026, 11, 1)


def check_bytes(data: bytes, name: str, today: date = AFTER):  # type: ignore[no-untyped-def]
    return check_file(data, name, catalogue=catalogue(), today=today)


def made(**differs: object) -> Observation:
    line: dict[str, object] = {
        "indicator": "E04", "agency": "dcc-csc", "locality": "easington", "period": month(2026, 4),
        "numerator": 12, "denominator": 60, "status": "reported", "provisional": False,
        "comment": "", "sheet": "", "cell": "",
    }  # fmt: skip
    return Observation(**(line | differs))  # type: ignore[arg-type]


HELD = [
    made(),
    made(locality="sedgefield", numerator=0, denominator=7),
    made(locality="teesdale", numerator=None, denominator=3, status="suppressed"),
    made(period=month(2026, 5), numerator=0, denominator=None, status="nil"),
    made(period=month(2026, 6), numerator=None, denominator=None, status="cannot report",
         comment="The system is being changed"),
    made(period=month(2026, 7), provisional=True),
    made(indicator="H10", period=quarter(2026, 1), numerator=397.5, denominator=25),
    made(indicator="E09", locality="county-wide", period=quarter(2026, 1), denominator=None,
         numerator=None, status="not applicable"),
]  # fmt: skip
CONCERNS = [
    Concern("AC-1", "Bus station", "easington", date(2026, 1, 5), date(2026, 3, 1), "resolved", "",
            "", ""),
    Concern("AC-2", "Bus station", "easington", date(2026, 5, 5), None, "", "AC-1", "", ""),
]  # fmt: skip
EVIDENCE = [
    Evidence(date(2026, 5, 1), "dcc-csc", "single-agency-audit", ("1.1", "2.3"),
             ("child-voice", "send"), "Records are clearer", "Good", "H12", "", ""),
]  # fmt: skip
ACTIONS = [
    Action("family-help", "readiness", "Teams formed", "dcc-csc", date(2026, 1, 1),
           date(2026, 12, 1), None, "on-track", "Half are in place", "Minutes", "Grant", "", ""),
]  # fmt: skip


def without_place(lines):  # type: ignore[no-untyped-def]
    return [{k: v for k, v in vars(line).items() if k not in ("sheet", "cell")} for line in lines]


def test_the_template_filled_with_accepted_figures_reads_back_the_same() -> None:
    data = template(
        "dcc-csc", 2026, catalogue(), HELD, CONCERNS, EVIDENCE, cut_off=date(2026, 9, 30)
    )
    checked = check_bytes(data, "Children's Social Care.xlsx")
    assert checked.faults == ()
    assert checked.agency == "dcc-csc"
    read = {o.key: o._replace(sheet="", cell="") for o in checked.observations}
    assert read == {o.key: o for o in HELD}
    assert without_place(checked.concerns) == without_place(CONCERNS)
    assert without_place(checked.evidence) == without_place(EVIDENCE)
    assert checked.cut_off == date(2026, 9, 30)


def test_the_reform_plan_in_a_template_reads_back_the_same() -> None:
    checked = check_bytes(template("dscp", 2026, catalogue(), actions=ACTIONS), "return.xlsx")
    assert checked.faults == ()
    assert without_place(checked.actions) == without_place(ACTIONS)


@pytest.mark.parametrize("agency", [agency.id for agency in catalogue().agencies])
def test_an_empty_template_holds_nothing_and_no_fault(agency: str) -> None:
    checked = check_bytes(template(agency, 2026, catalogue()), "return.xlsx")
    assert checked.faults == ()
    assert checked.observations == ()
    assert checked.agency == agency
    assert len(checked.layout) > 1


def received() -> list[dict[str, str]]:
    """One file of each agency: each has its own shape. The last, as its shape may change."""
    with (SAMPLES / "returns" / "received.csv").open() as file:
        return list({row["agency"]: row for row in csv.DictReader(file)}.values())


@pytest.mark.parametrize("row", received(), ids=lambda row: row["agency"])
def test_a_sample_of_every_shape_reads_as_it_was_meant(row: dict[str, str]) -> None:
    checked = check_bytes((SAMPLES / "returns" / row["file"]).read_bytes(), row["file"])
    meant = truth()
    assert checked.state == "ok"
    assert checked.agency == row["agency"]
    assert checked.observations or checked.concerns
    for found in checked.observations:
        right = getattr(meant[found.key], "observation", meant[found.key])
        same = ("numerator", "denominator", "status", "provisional")
        assert [getattr(found, k) for k in same] == [getattr(right, k) for k in same], found


def test_every_fault_planted_in_the_faulty_sample_is_found_at_its_cell() -> None:
    checked = check_bytes((SAMPLES / "faulty" / NAME).read_bytes(), NAME)
    found = {(fault.sheet, fault.cell) for fault in checked.faults}
    beside = {(p.sheet, f"{column}{p.cell[1:]}") for p in PLANTED for column in "AE"}
    missed = [p for p in PLANTED if not {(p.sheet, p.cell), (p.sheet, f"E{p.cell[1:]}")} & found]
    assert missed == []
    assert found - {(p.sheet, p.cell) for p in PLANTED} - beside == {("Data", "E5")}


def test_a_file_that_is_refused_has_its_reason_in_one_fault() -> None:
    checked = check_bytes(b"not a workbook", "return.xlsx")
    (found,) = checked.faults
    assert checked.state == "refused"
    assert checked.sha256
    assert found.message.endswith(".")
    assert found.fix.endswith(".")


def test_real_workbooks_and_other_shapes_end_in_a_readable_answer() -> None:
    real = sorted(Path(WORKBOOKS).glob("*.xls*")) if WORKBOOKS else []
    for path in [*real, SAMPLES / "faulty" / NAME]:
        checked = check_bytes(path.read_bytes(), path.name)
        assert checked.state == ("refused" if checked.refused else "faults"), path.name
        assert all(found.message and found.fix for found in checked.faults), path.name
        assert checked.refused or "annex_a" not in path.name


FAULTS: list[tuple[str, str, object]] = [
    ("A", "unknown-indicator", "Sightings of dragons"),
    ("B", "unknown-agency", "Acme Ltd"),
    ("C", "unknown-locality", "Atlantis"),
    ("D", "unknown-period", "Springtime"),
    ("D", "ambiguous-period", "Q1 2025"),
    ("C", "ambiguous-locality", "Durham"),
    ("B", "ambiguous-agency", "Durham"),
    ("E", "negative", -3),
    ("E", "not-whole", 4.5),
    ("E", "above-base", 12),
    ("E", "unreadable-figure", "about 12"),
    ("E", "dash", "-"),
    ("E", "date-for-number", date(2026, 4, 1)),
]


def test_forty_planted_faults_are_forty_records_in_one_pass() -> None:
    heads = ["Indicator", "Agency", "Locality", "Period", "Number", "Out of", "Comment"]
    rows: list[list[object]] = [heads]
    planted = []
    places = ["Easington", "Sedgefield", "Teesdale", "Derwentside"]
    for number in range(40):
        column, code, value = FAULTS[number % len(FAULTS)]
        day = f"{['Apr', 'May', 'Jun', 'Jul'][number // len(FAULTS)]} 2025"
        row = ["H02", "Durham Constabulary", places[number % 4], day, 5, 10, ""]
        row[3] = f"{day[:3]} {2010 + number % len(FAULTS)}"
        row["ABCDEFG".index(column)] = value
        rows.append(row)
        planted.append((f"{column}{number + 2}", code))
    checked = check(rows, agency="durham-constabulary")
    assert sorted(codes(checked)) == sorted(planted)
    assert checked.observations == ()


def test_the_same_workbook_gives_the_same_answer() -> None:
    rows = [["Agency: TEWV"], ["Indicator", "Apr 26"], ["T07", 1]]
    assert check(rows) == check(rows)
    assert date(2026, 10, 15) == TODAY


def long_table(*lines: dict[str, object]) -> list[list[object]]:
    """A valid line for each, but for what it says."""
    valid = dict(zip(HEADINGS, VALID, strict=True))
    return [HEADINGS, *([(valid | line)[heading] for heading in HEADINGS] for line in lines)]


def test_an_agency_that_does_not_owe_an_indicator_is_reported_at_its_first_line() -> None:
    rows = long_table(
        {"Indicator": "E08", "Agency": "TEWV", "Period": "Jan 2026"},
        {"Indicator": "E08", "Agency": "TEWV", "Period": "Feb 2026"},
        {"Indicator": "E08", "Agency": "Durham Constabulary", "Period": "Mar 2026"},
    )
    assert {found.cell for found in check(rows).faults} == {"A2", "A4"}


def test_a_line_that_a_second_sheet_repeats_is_a_duplicate() -> None:
    rows = long_table({})
    checked = check({"One": rows, "Two": rows})
    assert [found.code for found in checked.faults] == ["duplicate-same"]
