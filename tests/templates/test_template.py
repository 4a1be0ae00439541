"""The template: its own indicators only, what is held filled in, and nothing Excel repairs."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from dscp_data.catalogue import CatalogueError, catalogue
from dscp_data.model.periods import month, quarter, year
from dscp_data.model.returns import Action, Concern, Evidence, Observation
from dscp_data.templates.notation import comments_by_heading, row_comment
from dscp_data.templates.template import template

AGENCIES = [agency.id for agency in catalogue().agencies]
FIGURES = {"month": "Figures", "quarter": "Quarterly figures", "year": "Annual figures"}
MONTHS = [
    "Apr 2026", "May 2026", "Jun 2026", "Jul 2026", "Aug 2026", "Sep 2026",
    "Oct 2026", "Nov 2026", "Dec 2026", "Jan 2027", "Feb 2027", "Mar 2027",
]  # fmt: skip


APRIL = month(2026, 4)


def made(agency, **held):
    return load_workbook(BytesIO(template(agency, 2026, catalogue(), **held)))


def observed(indicator="E04", agency="dcc-csc", locality="easington", period=APRIL, **other):
    values = {
        "numerator": 12.0, "denominator": 60.0, "status": "reported",
        "provisional": False, "comment": "",
    }  # fmt: skip
    values |= other
    return Observation(indicator, agency, locality, period, **values, sheet="s", cell="A1")


def table(sheet, first="Indicator"):
    """The headings of a sheet's table and its rows as dictionaries."""
    rows = list(sheet.iter_rows(values_only=True))
    top = next(n for n, row in enumerate(rows) if row[0] == first)
    return list(rows[top]), [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :]]


def row_of(workbook, indicator, locality, measure, sheet="Figures"):
    _, rows = table(workbook[sheet])
    found = [
        r for r in rows
        if (r["Indicator"], r["Locality"], r["Measure"]) == (indicator, locality, measure)
    ]  # fmt: skip
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_agency_gets_exactly_its_own_returned_indicators(agency):
    workbook = made(agency)
    for frequency, name in FIGURES.items():
        owed = {
            i.id
            for i in catalogue().indicators_owed_by(agency)
            if i.frequency == frequency and i.worked_out_from == "returns"
        }
        found = {r["Indicator"] for r in table(workbook[name])[1]} if name in workbook else set()
        assert found == owed


def test_the_sheets_are_those_the_agency_owns():
    assert made("dscp").sheetnames == [
        "About", "Quarterly figures", "Evidence", "Reform plan", "Lists",
    ]  # fmt: skip
    assert made("durham-constabulary").sheetnames == [
        "About", "Figures", "Quarterly figures", "Areas of concern", "Mapping meetings", "Evidence",
        "Lists",
    ]  # fmt: skip
    assert "Annual figures" in made("public-health").sheetnames
    assert "Figures" not in made("nenc-icb").sheetnames


def test_periods_stand_across_and_localities_down():
    workbook = made("dcc-csc")
    headings, rows = table(workbook["Figures"])
    assert headings == ["Indicator", "Name", "Locality", "Measure", *MONTHS, "Comment"]
    places = [place.name for place in catalogue().localities]
    assert [r["Locality"] for r in rows if r["Indicator"] == "H03"] == places
    shares = [(r["Locality"], r["Measure"]) for r in rows if r["Indicator"] == "E04"]
    assert shares == [(place, m) for place in places for m in ("Number", "Out of")]
    assert table(workbook["Quarterly figures"])[0][4:8] == [
        "Q1 2026-27", "Q2 2026-27", "Q3 2026-27", "Q4 2026-27",
    ]  # fmt: skip
    assert table(made("public-health")["Annual figures"])[0][4:5] == ["2026-27"]


def test_every_data_sheet_names_the_agency_above_its_table():
    for name in ("About", "Figures", "Quarterly figures", "Areas of concern", "Evidence"):
        assert made("dcc-csc")[name]["A2"].value == (
            "Agency: Durham County Council – Children's Social Care"
        )


@pytest.mark.parametrize(
    ("held", "written"),
    [
        ({"numerator": 12.0}, 12),
        ({"numerator": 0.0}, 0),
        ({"numerator": 0.0, "status": "nil"}, "nil"),
        ({"numerator": None, "status": "suppressed"}, "c"),
        ({"numerator": None, "status": "not applicable"}, "n/a"),
        ({"numerator": None, "status": "cannot report"}, "cannot report"),
        ({"numerator": 12.0, "provisional": True}, "12 (p)"),
        ({"numerator": 12.5, "provisional": True}, "12.5 (p)"),
    ],
)
def test_accepted_figures_are_filled_in_and_each_state_has_its_mark(held, written):
    workbook = made("dcc-csc", latest=[observed(**held)])
    assert row_of(workbook, "E04", "Easington", "Number")["Apr 2026"] == written
    assert row_of(workbook, "E04", "Easington", "Out of")["Apr 2026"] == 60
    assert row_of(workbook, "E04", "Easington", "Number")["May 2026"] is None


def test_quarterly_and_annual_figures_stand_on_their_own_sheets():
    workbook = made("dcc-csc", latest=[observed("E09", period=quarter(2026, 2), denominator=None)])
    assert row_of(workbook, "E09", "Easington", "Number", "Quarterly figures")["Q2 2026-27"] == 12
    deaths = observed("H05", "public-health", "county-wide", year(2026), denominator=None)
    workbook = made("public-health", latest=[deaths])
    assert row_of(workbook, "H05", "County-wide", "Number", "Annual figures")["2026-27"] == 12


def test_figures_of_other_agencies_and_years_are_left_out():
    others = [observed(agency="tewv"), observed(period=month(2025, 4))]
    _, rows = table(made("dcc-csc", latest=others)["Figures"])
    assert not any(row[m] for row in rows for m in MONTHS)


def test_a_comment_of_one_period_names_it_and_is_read_back():
    held = [
        observed(comment="New form"),
        observed(period=month(2026, 5)),
        observed(period=month(2026, 6), comment="Two late\nforms"),
    ]
    workbook = made("dcc-csc", latest=held)
    text = row_of(workbook, "E04", "Easington", "Number")["Comment"]
    assert text == "Apr 2026: New form\nJun 2026: Two late forms"
    read = comments_by_heading(text, MONTHS)
    assert (read["Apr 2026"], read["May 2026"], read["Jun 2026"]) == (
        "New form", "", "Two late forms",
    )  # fmt: skip


def test_a_comment_of_the_whole_row_is_written_once():
    text = row_comment(
        [observed(period=quarter(2026, n), comment="By hand") for n in range(1, 5)], 4
    )
    assert text == "By hand"
    assert set(comments_by_heading(text, ["Q1 2026-27", "Q2 2026-27"]).values()) == {"By hand"}


def test_the_registers_are_filled_in():
    concern = Concern(
        "AC001", "Riverside park", "easington", date(2026, 4, 2), date(2026, 6, 1), "resolved", "",
        "s", "A1",
    )  # fmt: skip
    evidence = Evidence(
        date(2026, 5, 1), "dcc-csc", "child-voice", ("1.1", "2.1"), ("send", "jigsaw"),
        "=Children felt heard", "Good", "H12", "s", "A1",
    )  # fmt: skip
    workbook = made(
        "dcc-csc", concerns=[concern], evidence=[evidence], cut_off=date(2026, 6, 30)
    )  # fmt: skip
    sheet = workbook["Areas of concern"]
    as_at = next(row for row in sheet.iter_rows() if row[0].value == "As at")
    assert as_at[1].value.date() == date(2026, 6, 30)
    headings, rows = table(sheet, "Reference")
    assert headings == [
        "Reference", "Area of concern", "Locality", "Date opened", "Date resolved", "Outcome",
        "Repeat of",
    ]  # fmt: skip
    assert rows[0]["Locality"] == "Easington"
    assert rows[0]["Date opened"].date() == date(2026, 4, 2)
    _, rows = table(workbook["Evidence"], "Date")
    assert rows[0]["Type"] == "Voice of the child evidence"
    assert rows[0]["Outcomes"] == "1.1; 2.1"
    assert rows[0]["Golden threads"].startswith("Intersectionality inc SEND; Pieces of the Jigsaw")
    assert rows[0]["Finding"] == "=Children felt heard"


def test_the_reform_plan_is_filled_in():
    action = Action(
        "masa", "readiness", "Publish the arrangements", "dscp", None, date(2026, 9, 30), None,
        "on-track", "Drafted", "", "", "s", "A1",
    )  # fmt: skip
    _, rows = table(made("dscp", actions=[action])["Reform plan"], "Strand")
    assert rows[0]["Strand"] == "Multi-Agency Safeguarding Arrangements (MASA)"
    assert rows[0]["Status"] == "On track"
    assert rows[0]["Due"].date() == date(2026, 9, 30)


@pytest.mark.parametrize("agency", AGENCIES)
def test_nothing_in_it_makes_excel_ask_for_a_repair(agency):
    content = template(agency, 2026, catalogue())
    workbook = load_workbook(BytesIO(content))
    for sheet in workbook:
        assert re.fullmatch(r"[^\[\]:*?/\\]{1,31}", sheet.title)
        for choice in sheet.data_validations.dataValidation:
            written = choice.formula1
            # Excel's own bounds on what it shows beside a cell.
            assert len(choice.promptTitle or "") <= 32
            assert len(choice.prompt or "") <= 255
            assert len(choice.errorTitle or "") <= 32
            assert len(choice.error or "") <= 225
            if written.startswith('"'):
                assert len(written) <= 255
            else:
                listed, cells = written.split("!")
                assert all(cell.value for row in workbook[listed][cells] for cell in row)
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert ZipFile(BytesIO(content)).testzip() is None


def test_headings_are_locked_and_figures_are_open():
    sheet = made("dcc-csc")["Figures"]
    top = next(row for row in sheet.iter_rows() if row[0].value == "Indicator")
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert top[4].protection.locked
    assert sheet.cell(top[0].row + 1, 4).protection.locked
    assert not sheet.cell(top[0].row + 1, 5).protection.locked
    assert sheet.freeze_panes == f"E{top[0].row + 1}"


def test_a_name_carries_its_definition_and_caveat():
    sheet = made("dcc-csc")["Figures"]
    note = next(r[1].comment.text for r in sheet.iter_rows() if r[0].value == "E04")
    assert "Referrals within 12 months of a previous referral" in note
    assert "Looks back from the referral" in note


def test_text_that_looks_like_a_formula_stays_text():
    workbook = made("dcc-csc", latest=[observed(comment='=HYPERLINK("x")')])
    assert row_of(workbook, "E04", "Easington", "Number")["Comment"].startswith("Apr 2026: =HYPER")


def test_an_unknown_agency_is_refused_by_name():
    with pytest.raises(CatalogueError, match="did you mean 'tewv'"):
        template("tewvv", 2026, catalogue())
