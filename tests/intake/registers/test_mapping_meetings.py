"""Lists of mapping meetings are known by their headings; no name of a person is ever kept."""

from datetime import date

import pytest

from dscp_data.model.returns import MappingMeeting
from tests.intake.books import UNSAVED, check, codes

HEADINGS = ["Date of meeting", "Locality", "Areas of concern discussed", "Areas of concern opened",
            "Children discussed", "Agencies present"]  # fmt: skip
LINE = [date(2026, 5, 5), "Easington", 3, 1, 6, "CSC; Police"]
READ = MappingMeeting(
    date(2026, 5, 5), "easington", 3, 1, 6, ("dcc-csc", "durham-constabulary"), "Mapping", "A2"
)


def meetings(*rows, headings=HEADINGS):
    return check({"Mapping": [headings, *rows]})


def line(**differs):
    names = ("day", "locality", "discussed", "opened", "children", "present")
    return list((dict(zip(names, LINE, strict=True)) | differs).values())


def test_a_line_is_a_meeting_with_its_cell():
    checked = meetings(LINE)
    assert checked.meetings == (READ,)
    assert checked.faults == ()
    assert checked.layout == ("Sheet “Mapping”: mapping meetings at A1:F2",)


@pytest.mark.parametrize(
    "headings",
    [
        ["Date", "District", "Concerns discussed", "Opened", "No. of children discussed",
         "Attended by"],
        ["Mapping meeting", "Area", "Discussed", "New areas of concern", "Children", "Present"],
        ["MEETING DATE ", "Locality", "Number of areas of concern discussed", "Concerns opened",
         "Children discussed in mapping meetings", "Agencies in attendance"],
    ],
)  # fmt: skip
def test_headings_are_recognised_in_other_words(headings):
    assert meetings(LINE, headings=headings).meetings == (READ,)


def test_a_list_of_figures_by_month_is_no_list_of_meetings():
    rows = [["Agency: CSC"], ["Indicator", "Month", "Locality", "Number"],
            ["Children discussed in mapping meetings", "May 2026", "Easington", 6]]  # fmt: skip
    checked = check(rows)
    assert (len(checked.observations), checked.meetings) == (1, ())


def test_counts_as_agencies_type_them():
    (read,) = meetings(line(discussed="1,003 ", opened="nil", children="")).meetings
    assert (read.concerns_discussed, read.concerns_opened, read.children_discussed) == (
        1003, 0, None,
    )  # fmt: skip


def test_every_fault_of_a_line_is_at_its_cell():
    wrong = ["soon", "Atlantis", -1, 2.5, "<5", ""]
    assert codes(meetings(wrong)) == [
        ("A2", "not-a-date"),
        ("B2", "unknown-locality"),
        ("C2", "negative"),
        ("D2", "not-whole"),
        ("E2", "not-a-count"),
    ]


def test_a_day_to_come_and_a_formula_without_its_result():
    assert codes(meetings(line(day=date(2027, 1, 5), children=UNSAVED))) == [
        ("A2", "future-date"),
        ("E2", "formula-without-value"),
    ]


@pytest.mark.parametrize(
    ("written", "present"),
    [
        ("TEWV, Durham Police", ("tewv", "durham-constabulary")),
        ("Tees, Esk and Wear Valleys NHS FT, Housing", ("tewv", "housing")),
        ("Police\nCSC; Police", ("durham-constabulary", "dcc-csc")),
        ("", ()),
    ],
)
def test_agencies_are_distinguished(written, present):
    checked = meetings(line(present=written))
    assert (checked.meetings[0].agencies, checked.faults) == (present, ())


def test_who_is_no_agency_is_reported_and_not_stored():
    checked = meetings(line(present="CSC; Durham; a shop owner"))
    assert checked.meetings[0].agencies == ("dcc-csc",)
    assert codes(checked) == [("F2", "not-an-agency")] * 2


def test_the_name_of_a_person_is_asked_about_and_not_stored():
    checked = meetings(line(present="CSC; Sarah Jones"))
    assert checked.meetings[0].agencies == ("dcc-csc",)
    assert codes(checked) == [("F2", "person-in-comment")]


def test_the_same_place_twice_on_a_day():
    checked = meetings(LINE, line(discussed=9), line(locality="Teesdale"))
    assert codes(checked) == [("A3", "repeated-meeting")]


def test_a_line_of_totals_is_checked_and_not_stored():
    other = line(locality="Teesdale")
    right, wrong = ["Total", "", 6, 2, 12, ""], ["Total", "", 7, 2, 12, ""]
    assert (len(meetings(LINE, other, right).meetings), meetings(LINE, other, right).faults) == (
        2, (),
    )  # fmt: skip
    assert codes(meetings(LINE, other, wrong)) == [("C4", "total-disagrees")]


def test_a_column_that_no_such_list_has_is_reported_and_not_dropped():
    checked = meetings([*LINE, "Room 4"], headings=[*HEADINGS, "Comment"])
    assert codes(checked) == [("G1", "ignored-column")]


def test_words_beside_the_list_are_asked_about():
    checked = meetings([*LINE, "", "see minutes"])
    assert codes(checked) == [("H2", "unplaced-cell")]
