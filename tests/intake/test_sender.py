"""Who sent a file: a column, a line above, a cover sheet, the file's name, then the choice."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.intake.books import check, codes

FIGURES = [["Indicator", "Apr 26", "May 26"], ["T06", 1, 2]]
LINE = [["Agency: TEWV"], *FIGURES]
COVER = {"About": [["Agency", "TEWV"], ["Council year", "2026-27"]], "Figures": FIGURES}
COLUMN = [["Organisation", "Indicator", "Apr 26"], ["TEWV", "T06", 1]]


@pytest.mark.parametrize(
    ("rows", "file", "chosen"),
    [(COLUMN, "return.xlsx", None), (LINE, "return.xlsx", None), (COVER, "return.xlsx", None),
     (FIGURES, "tewv-2026-q1.xlsx", None), (FIGURES, "return.xlsx", "tewv"),
     ([["TEWV quarterly return"], *FIGURES], "return.xlsx", None)],
)  # fmt: skip
def test_each_source_alone_shows_who_sent_it(
    rows: Sequence[Any] | Mapping[str, Any], file: str, chosen: str | None
) -> None:
    checked = check(rows, file=file, agency=chosen)
    assert checked.faults == ()
    assert checked.agency == "tewv"
    assert {o.agency for o in checked.observations} == {"tewv"}


@pytest.mark.parametrize(
    ("rows", "file", "chosen"),
    [(COLUMN, "vcs.xlsx", None), (LINE, "vcs.xlsx", None), (COVER, "vcs.xlsx", None),
     (LINE, "return.xlsx", "vcs"), (FIGURES, "tewv.xlsx", "vcs")],
)  # fmt: skip
def test_the_earlier_source_applies_and_the_later_one_that_disagrees_is_a_query(
    rows: Sequence[Any] | Mapping[str, Any], file: str, chosen: str | None
) -> None:
    checked = check(rows, file=file, agency=chosen)
    assert codes(checked) == [("", "agencies-disagree")]
    assert checked.agency == "tewv"
    assert {o.agency for o in checked.observations} == {"tewv"}


def test_a_line_above_serves_every_table_of_its_sheet() -> None:
    second = [[], ["Locality", "Jun 26", "Jul 26"], ["Easington", 1, 2]]
    checked = check([["Agency: TEWV"], ["T06"], ["Locality", "Apr 26", "May 26"],
                     ["Easington", 1, 2], *second])  # fmt: skip
    assert [o.agency for o in checked.observations] == ["tewv"] * 4


def test_sheets_of_several_agencies_keep_each_its_own() -> None:
    checked = check({"One": LINE, "Two": [["Agency: VCS"], *FIGURES]})
    assert [o.agency for o in checked.observations] == ["tewv"] * 2 + ["vcs"] * 2
    assert checked.agency is None


def test_a_file_that_does_not_say_has_one_fault_and_no_observations() -> None:
    checked = check(FIGURES)
    assert codes(checked) == [("", "missing-agency")]
    assert (checked.observations, checked.agency) == ((), None)


def test_a_line_that_could_be_several_agencies_is_asked_about_once() -> None:
    assert codes(check([["Agency: Durham"], *FIGURES])) == [("A1", "ambiguous-agency")]


def test_the_partnerships_office_sends_files_under_the_partnerships_name() -> None:
    rows = [["Indicator", "Q1 2026-27"], ["E05", 1]]
    assert check(rows, file="dscp-2026-q1.xlsx").agency == "dscp"
    assert check(rows, file="DSCP Think Tank return.xlsx").agency is None


def test_the_name_of_an_indicator_in_capitals_names_no_sender() -> None:
    rows = [["SCHOOLS INFORMED OF HOTH EPISODES"], ["Locality", "Measure", "Apr 26", "May 26"],
            ["Easington", "Number", 1, 2], ["Easington", "Out of", 3, 4]]  # fmt: skip
    assert check(rows, agency="durham-constabulary").agency == "durham-constabulary"


def test_a_word_in_a_title_in_capitals_is_no_acronym() -> None:
    rows = [["HOUSING NEED BY DISTRICT"], ["Indicator", "Apr 26", "May 26"], ["H03", 1, 2]]
    checked = check(rows, agency="durham-constabulary")
    assert (checked.agency, checked.faults) == ("durham-constabulary", ())


@pytest.mark.parametrize(
    "rows",
    [[["Indicator", "Agency", "Month", "Number"], ["E08", "Police", "Apr 26", 14]],
     [["Indicator", "Partner", "Month", "Number"], ["E08", "Police", "Apr 26", 14]],
     [["Measure", "Apr 26"], ["E08 Safeguarding referrals", 14], ["Police", 4]]],
)  # fmt: skip
def test_rows_of_another_agency_than_the_text_above_are_asked_about(rows: list) -> None:
    found = [fault.code for fault in check([["Agency: CSC"], *rows]).faults]
    assert "agencies-disagree" in found


@pytest.mark.parametrize("text", ["Source: Durham Constabulary", "Supplied by TEWV", "Police"])
def test_a_line_that_names_another_source_is_asked_about(text: str) -> None:
    above = [["Agency: CSC"], ["E08 Safeguarding referrals"], [text]]
    table = [["Locality", "Apr 26", "May 26"], ["Easington", 4, 5]]
    assert ("A3", "agencies-disagree") in codes(check([*above, *table]))
    assert check([*above[:2], ["Source: Liquidlogic, Children's Social Care"], *table]).faults == ()
