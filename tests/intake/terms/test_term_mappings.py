"""A sender's own words: asked about once, and read as they were said to mean from then on."""

from dataclasses import replace

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.intake.cells.workbook import Workbook
from dscp_data.intake.check import check_workbook
from dscp_data.intake.terms.term_mappings import choices, describe_meaning
from dscp_data.model.mappings import IGNORED, TermMapping, TermMappings
from dscp_data.model.periods import Period, quarter
from tests.intake.books import HEADINGS, TODAY, VALID, check, check_line, codes, only, sheet, tidy

POLICE = "durham-constabulary"


def remembered(kind, text, means, agency=POLICE):
    return TermMappings((TermMapping(agency, kind, text, means),))


def long(**differs):
    """A valid long table under other headings: each difference is its heading."""
    heads = [differs.get(head.replace(" ", "_"), head) for head in HEADINGS]
    return [heads, VALID]


def unplaced(checked):
    (found,) = checked.unrecognised
    return found


def test_a_name_that_nobody_knows_is_asked_about_with_its_cell_and_the_nearest_known() -> None:
    found = unplaced(check_line(locality="Esington"))
    assert (found.kind, found.text, found.sheet, found.cell) == (
        "locality", "Esington", "Data", "C2"
    )  # fmt: skip
    assert found.guess == "easington"


def test_a_text_that_is_in_many_cells_is_asked_about_once() -> None:
    rows = [HEADINGS, *([*VALID[:2], "Seaham patch", f"{m} 2026", 5, 10] for m in ("Apr", "May"))]
    checked = check(rows)
    assert len(checked.blocking) == 2
    assert unplaced(checked).text == "Seaham patch"


def test_a_saved_name_is_read_as_what_it_means_and_reported_as_such() -> None:
    mappings = remembered("locality", "Seaham patch", "easington")
    checked = check_line(locality="SEAHAM  PATCH ")
    assert checked.blocking
    checked = check([HEADINGS, with_place("SEAHAM  PATCH ")], mappings=mappings)
    assert only(checked).locality == "easington"
    assert checked.unrecognised == ()
    assert checked.layout[-1] == (
        "“Seaham patch” read as the locality Easington, as saved for Durham Constabulary"
    )


def with_place(place):
    return [*VALID[:2], place, *VALID[3:]]


def test_what_was_not_met_in_a_file_is_not_described_as_used() -> None:
    checked = check([HEADINGS, VALID], mappings=remembered("locality", "Seaham", "easington"))
    assert len(checked.layout) == 1


def test_a_saved_name_serves_its_agency_and_no_other() -> None:
    mappings = remembered("locality", "Seaham patch", "easington", agency="tewv")
    checked = check([HEADINGS, with_place("Seaham patch")], mappings=mappings)
    assert codes(checked) == [("C2", "unknown-locality")]


def test_what_the_catalogue_knows_is_never_read_otherwise() -> None:
    checked = check(
        [HEADINGS, with_place("Easington")],
        mappings=remembered("locality", "Easington", "teesdale"),
    )
    assert only(checked).locality == "easington"
    assert len(checked.layout) == 1


def test_a_name_with_two_meanings_offers_these_and_can_be_answered() -> None:
    rows = [HEADINGS, with_place("Durham")]
    found = unplaced(check(rows))
    assert set(choices(found, catalogue())) == {
        ("locality", "durham-city"),
        ("locality", "county-wide"),
    }
    answered = check(rows, mappings=remembered("locality", "Durham", "durham-city"))
    assert only(answered).locality == "durham-city"


def test_an_indicator_in_the_title_of_a_table_can_be_remembered() -> None:
    rows = [["Agency: Durham Constabulary"], ["Missing kids sheet"], ["Locality", "Apr 26"],
            ["Easington", 4]]  # fmt: skip
    assert unplaced(check(rows)).kind == "indicator"
    mapped = check(rows, mappings=remembered("indicator", "Missing kids sheet", "H03"))
    assert tidy(mapped) == [("H03", "easington", "Apr 26", 4, None, "B4")]


@pytest.mark.parametrize(
    ("head", "written", "means"),
    [("Locality", "Patch", "locality"), ("Number", "Qty", "number"), ("Out of", "Pool", "out of"),
     ("Comment", "Why so", "comment"), ("Period", "When", "period")],
)  # fmt: skip
def test_a_column_under_a_heading_of_its_own_is_read_as_what_it_was_mapped_to(
    head: str, written: str, means: str
) -> None:
    rows = [[written if heading == head else heading for heading in HEADINGS], (*VALID[:6], "x")]
    plain = check([HEADINGS, (*VALID[:6], "x")]).observations
    mapped = check(rows, mappings=remembered("column", written, means))
    assert mapped.observations == plain
    assert mapped.faults == ()


def test_an_unknown_column_is_asked_about_with_its_first_values_and_can_be_left_out() -> None:
    rows = [[*HEADINGS, "Ward code"], [*VALID, 7]]
    found = unplaced(check(rows))
    assert (found.kind, found.text, found.cell, found.sample) == (
        "column",
        "Ward code",
        "H1",
        ("7",),
    )
    mapped = check(rows, mappings=remembered("column", "Ward code", IGNORED))
    assert mapped.faults == ()
    assert mapped.layout[-1].startswith("“Ward code” read as a note, and left out")


def test_a_heading_across_can_be_the_name_of_a_place() -> None:
    rows = [["Agency: Durham Constabulary"], ["Indicator", "Month", "Easington", "Seaham patch"],
            ["H03", "Apr 26", 1, 2]]  # fmt: skip
    found = unplaced(check(rows))
    assert ("locality", "sedgefield") in choices(found, catalogue())
    mapped = check(rows, mappings=remembered("locality", "Seaham patch", "sedgefield"))
    assert [(o.locality, o.numerator) for o in mapped.observations] == [
        ("easington", 1), ("sedgefield", 2),
    ]  # fmt: skip


def test_a_table_whose_headings_are_not_known_is_asked_about_heading_by_heading() -> None:
    rows = [["Agency: Durham Constabulary"], ["Indicator", "Patch", "When", "Qty"],
            ["H03", "Easington", "Apr 26", 4]]  # fmt: skip
    checked = check(rows)
    assert [one.text for one in checked.unrecognised] == ["Patch", "When", "Qty"]
    mapped = check(rows, mappings=TermMappings((
        TermMapping(POLICE, "column", "Patch", "locality"),
        TermMapping(POLICE, "column", "When", "period"),
        TermMapping(POLICE, "column", "Qty", "number"),
    )))  # fmt: skip
    assert tidy(mapped) == [("H03", "easington", "Apr 26", 4, None, "D3")]


@pytest.mark.parametrize(
    ("whose", "meant"), [("council", quarter(2025, 1)), ("calendar", quarter(2024, 4))]
)
def test_the_quarters_of_one_year_are_counted_as_the_agency_counts_them(
    whose: str, meant: object
) -> None:
    found = unplaced(check_line(period="Q1 2025"))
    assert found.could_mean == ("April to June 2025", "January to March 2025")
    mappings = remembered("period", "Q4 2024", whose)
    line = [*VALID[:3], "Q1 2025", *VALID[4:]]
    assert only(check([HEADINGS, line], mappings=mappings)).period == meant
    wide = [["Agency: Durham Constabulary"], ["Indicator", "Q1 2025", "Q2 2025"], ["H03", 1, 2]]
    periods = [o.period for o in check(wide, mappings=mappings).observations]
    assert periods == [meant, meant.next]  # type: ignore[attr-defined]


YEAR_OVER = [["Agency: DSCP"], [None, 2025, None], ["Indicator", "Q1", "Q2"], ["E05", 1, 2]]
YEAR_ABOVE = [["Agency: DSCP"], ["Year: 2025"], ["Indicator", "Q1", "Q2"], ["E05", 1, 2]]
YEAR_ONCE = [["Agency: DSCP"], ["Indicator", "Q1 2025", "Q2"], ["E05", 1, 2]]
YEAR_BESIDE = [
    ["Agency: DSCP"],
    ["Indicator", "Year", "Quarter", "Number"],
    ["E05", 2025, "Q1", 1],
    ["E05", 2025, "Q2", 2],
]


@pytest.mark.parametrize(
    "rows", [YEAR_OVER, YEAR_ABOVE, YEAR_ONCE, YEAR_BESIDE], ids=["over", "above", "once", "beside"]
)
@pytest.mark.parametrize(
    ("whose", "first"), [("council", quarter(2025, 1)), ("calendar", quarter(2024, 4))]
)
def test_quarters_apart_from_their_year_are_asked_about_once_and_remembered(
    rows: list[list[object]], whose: str, first: Period
) -> None:
    asked = check(rows)
    assert asked.observations == ()
    assert {fault.code for fault in asked.blocking} == {"ambiguous-period"}
    found = unplaced(asked)
    assert found.could_mean == ("April to June 2025", "January to March 2025")
    answered = TermMappings((TermMapping("dscp", "period", found.text, whose),))
    checked = check(rows, mappings=answered)
    assert [(o.period, o.numerator) for o in checked.observations] == [(first, 1), (first.next, 2)]
    assert checked.blocking == ()


def test_how_an_agency_writes_its_own_name_shows_who_sent_the_file() -> None:
    rows = [["Agency: The Bobbies"], ["Indicator", "Locality", "Apr 26"], ["H03", "Patch 1", 4]]
    assert check(rows).agency is None
    mappings = TermMappings((
        TermMapping(POLICE, "agency", "The Bobbies", POLICE),
        TermMapping(POLICE, "locality", "Patch 1", "easington"),
    ))  # fmt: skip
    assert [(o.agency, o.locality) for o in check(rows, mappings=mappings).observations] == [
        (POLICE, "easington")
    ]


@pytest.mark.parametrize(
    "mappings",
    [
        TermMappings(
            tuple(TermMapping(agency, "agency", "Us", agency) for agency in (POLICE, "tewv"))
        ),
        TermMappings((TermMapping(POLICE, "agency", "Durham", POLICE),)),
    ],
    ids=["two agencies write the same", "the catalogue asks"],
)  # fmt: skip
def test_a_name_that_could_be_another_s_does_not_show_who_sent_a_file(
    mappings: TermMappings,
) -> None:
    name = mappings.held[0].text
    rows = [[f"Agency: {name}"], ["Indicator", "Locality", "Apr 26"], ["H03", "Easington", 4]]
    checked = check(rows, mappings=mappings)
    assert checked.agency is None
    assert checked.blocking


def test_a_meaning_that_is_no_longer_there_is_reported_and_not_used() -> None:
    mappings = remembered("locality", "Seaham patch", "seaham")
    checked = check([HEADINGS, with_place("Seaham patch")], mappings=mappings)
    assert sorted(code for _, code in codes(checked)) == [
        "remembered-meaning-gone", "unknown-locality",
    ]  # fmt: skip
    assert unplaced(checked).text == "Seaham patch"
    gone = check([[*HEADINGS, "Ward"], [*VALID, 7]], mappings=remembered("column", "Ward", "ward"))
    assert "remembered-meaning-gone" in {code for _, code in codes(gone)}


def test_a_list_of_children_is_refused_whatever_was_remembered() -> None:
    rows = [["Child ID", "Area", "Month", "Number"], ["A1", "Easington", "Apr 26", 1]]
    people = [f"{first} Smith" for first in ("Ann", "Bea", "Cy")]
    heads = ["Name", "Area", "Month", "Number"]
    named = [heads, *([person, "Easington", "Apr 26", 1] for person in people)]
    held = TermMappings((
        TermMapping(POLICE, "column", "Child ID", "indicator"),
        *(TermMapping(POLICE, "indicator", person, "H03") for person in people),
    ))  # fmt: skip
    for book in (rows, named):
        checked = check(book, agency=POLICE, mappings=held)
        assert checked.refused
        assert checked.unrecognised == ()


def test_a_mapping_changes_nothing_in_a_file_that_it_does_not_occur_in() -> None:
    rows = [HEADINGS, VALID]
    held = remembered("locality", "Seaham patch", "easington")
    assert check(rows, mappings=held) == check(rows)


def test_a_column_without_a_heading_cannot_be_remembered() -> None:
    checked = check([[*HEADINGS, None], [*VALID, "an owl"]])
    assert [code for _, code in codes(checked)] == ["ignored-column"]
    assert checked.unrecognised == ()


@pytest.mark.parametrize(
    ("kind", "means", "words"),
    [("column", "out of", "the column “Out of”"), ("column", IGNORED, "a note, and left out"),
     ("indicator", "H03", "the indicator H03 NRM referrals"),
     ("locality", "gone", "the locality gone"),
     ("agency", "tewv", "the agency Tees, Esk and Wear Valleys NHS FT")],
)  # fmt: skip
def test_a_meaning_is_described_in_words(kind: str, means: str, words: str) -> None:
    assert describe_meaning(kind, means, catalogue()) == words  # type: ignore[arg-type]


def test_a_place_taken_out_of_the_plan_takes_its_mapping_with_it() -> None:
    plan = catalogue()
    without = replace(
        plan, localities=tuple(place for place in plan.localities if place.id != "teesdale")
    )
    book = Workbook((sheet("Data", [HEADINGS, with_place("The dale")]),))
    held = remembered("locality", "The dale", "teesdale")
    for known, code in ((plan, None), (without, "remembered-meaning-gone")):
        checked = check_workbook(
            book, file="x.xlsx", sha256="0" * 64, catalogue=known, today=TODAY, mappings=held
        )
        assert next((fault.code for fault in checked.faults), None) == code
