"""Every word that bears on a figure is understood or asked about: nothing is passed over.

A return that is right gets words beside a name, over its figures or around its table. Each figure
is then left out or stands beside a fault; where the words are known to matter, the fault blocks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dscp_data.intake.cells.workbook import PackageText, Workbook
from dscp_data.model.returns import CheckedReturn
from tests.intake.books import HEADINGS, VALID, check, sheet
from tests.intake.qualifier_words import WORDS

AGENCY = ["Agency: Durham Constabulary"]
TITLE = ["H04 Dispersal orders"]
HEAD = ["Locality", "Apr-26", "May-26", "Jun-26"]
FIGURES = ["Easington", 11, 12, 13]
Place = Callable[[str], CheckedReturn]


def wide(
    *above: list[Any], head: list[Any] = HEAD, below: list[Any] | None = None
) -> CheckedReturn:
    return check([AGENCY, *(above or (TITLE,)), head, FIGURES, *([below] if below else [])])


def rows(*labels: str) -> CheckedReturn:
    return check([AGENCY, ["Indicator", *HEAD[1:]], *([label, 11, 12, 13] for label in labels)])


PLACES: dict[str, Place] = {
    "behind a number and a name": lambda words: rows(f"H04 Dispersal orders – {words}"),
    "behind a number alone": lambda words: rows(f"H04 {words}"),
    "beside a number, in the column of names": lambda words: check(
        [AGENCY, ["Ref", "Indicator", *HEAD[1:]],
         ["H04", f"Dispersal orders – {words}", 11, 12, 13]]
    ),
    "beside a number, alone": lambda words: check(
        [AGENCY, ["Ref", "Measure", *HEAD[1:]], ["H04", words, 11, 12, 13]]
    ),
    "in a column that nobody knows": lambda words: check([[*HEADINGS, "Team"], [*VALID, words]]),
    "left of the figures, without a heading": lambda words: check(
        [AGENCY, TITLE, [None, *HEAD[1:]], [words, 11, 12, 13]]
    ),
    "in brackets behind a name": lambda words: rows(f"H04 Dispersal orders ({words})"),
    "before a name": lambda words: rows(f"{words} dispersal orders"),
    "in a title": lambda words: wide([f"H04 Dispersal orders – {words}"]),
    "in a line above": lambda words: wide(TITLE, [words.capitalize()]),
    "in a line above, with a key": lambda words: wide(TITLE, [f"Coverage: {words}"]),
    "in the name of the sheet": lambda words: check({words[:31]: [AGENCY, TITLE, HEAD, FIGURES]}),
    "behind the months": lambda words: wide(head=["Locality", *(f"{m} {words}" for m in HEAD[1:])]),
    "in brackets behind the months": lambda words: wide(
        head=["Locality", *(f"{month} ({words})" for month in HEAD[1:])]
    ),
    "before the months": lambda words: wide(head=["Locality", *(f"{words} {m}" for m in HEAD[1:])]),
    "over the months": lambda words: wide(TITLE, [None, words]),
    "in the corner": lambda words: wide(head=[words, *HEAD[1:]]),
    "behind a place": lambda words: check(
        [AGENCY, TITLE, HEAD, [f"Easington ({words})", 11, 12, 13]]
    ),
    "in a column of types": lambda words: check([[*HEADINGS, "Type"], [*VALID, words]]),
    "in a column of descriptions": lambda words: check(
        [[*HEADINGS, "Description"], [*VALID, words]]
    ),
    "in a comment": lambda words: check([HEADINGS, [*VALID[:-1], f"This is {words}"]]),
    "in a note below": lambda words: wide(below=[f"Note: {words}"]),
    "in a merged heading over the months": lambda words: check(
        [AGENCY, TITLE, [None, words], HEAD, FIGURES], merged=((3, 2, 3, 4),)
    ),
    "in a column of age groups": lambda words: check([[*HEADINGS, "Age group"], [*VALID, words]]),
    "behind the heading of the number": lambda words: check(
        [["Indicator", "Agency", "Month", f"Number ({words})"],
         ["H04", "Durham Constabulary", "Apr 2026", 5]]
    ),
}  # fmt: skip
KNOWN_ONLY = ("in a column of descriptions", "in a comment", "in a note below")
"""Places for sentences, where most words say nothing of what a figure is."""
NONSENSE = st.text("bcdfghjklmnpqrstvwxz", min_size=4, max_size=9).map(lambda word: f"{word}oq")


def silent(checked: CheckedReturn, *, strict: bool) -> bool:
    """Whether a figure would be stored without a word, or with `strict` without one that blocks."""
    faults = [f for f in checked.faults if not strict or f.severity != "warning"]
    return bool(checked.observations) and not faults


def test_the_return_that_the_words_are_written_into_is_right() -> None:
    assert len(wide().observations) == len(rows("H04 Dispersal orders").observations) == 3
    assert wide().faults == rows("H04 Dispersal orders").faults == ()


def test_at_least_200_qualifying_words_are_tried() -> None:
    assert len(set(WORDS)) >= 200


@pytest.mark.parametrize("place", PLACES)
def test_a_qualifier_is_asked_about(place: str) -> None:
    passed_over = [words for words in WORDS if silent(PLACES[place](words), strict=True)]
    assert passed_over == []


@pytest.mark.parametrize("place", [place for place in PLACES if place not in KNOWN_ONLY])
@settings(max_examples=10, deadline=None, derandomize=True, database=None,
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(words=NONSENSE)
def test_a_word_that_nobody_knows_is_reported(place: str, words: str) -> None:
    assert not silent(PLACES[place](words), strict=False)


@pytest.mark.parametrize(
    "note",
    ["Figures are the position since the start of the year", "Counted for the last 12 months"],
)
def test_small_words_inside_a_phrase_hide_it_nowhere(note: str) -> None:
    assert not silent(wide(below=[note]), strict=True)


@pytest.mark.parametrize("apart", [(None, "All figures are targets"), ("Darlington figures only",)])
def test_a_text_beside_a_table_over_no_figures_is_heard(apart: tuple[str | None, ...]) -> None:
    assert not silent(wide(head=[*HEAD, *apart]), strict=True)


@pytest.mark.parametrize(
    "comment",
    ["Higher than last year", "Target not met", "Three schools open late", "New case system",
     "Counted from the new system", "As expected",
     "More than planned", "The target is 10",
     "Fell compared with the England average", "53 this month", "Restated from 7",
     "Same as last month", "April 2026 was the busiest month", "Late entry of two cases",
     "Of these 0 are unknown",
     "Recording changed this month", "Definition changed in April"],
)  # fmt: skip
def test_a_comment_that_explains_a_figure_is_no_question(comment: str) -> None:
    assert check([HEADINGS, [*VALID[:-1], comment]]).faults == ()


@pytest.mark.parametrize(
    "comment",
    ["Target", "target, not actual", "Darlington only", "only girls", "All figures are cumulative",
     "Figures are in thousands", "Excludes MASH", "Should be 7", "This is the wrong figure",
     "Some are double counted", "Year to date", "Forecast until year end",
     "This is the May figure", "March 2026", "covers March to April", "Mar and Apr combined",
     "1-15 April", "two months", "correct figure 6", "restated to 6", "also counted in Sedgefield",
     "copied from March", "3 missing, to be added", "99 = missing", "data not available",
     "suppressed", "system down, not recorded", "undercount",
     "Not for publication", "0 = data not available",
     "0 means fewer than 5", "missing values shown as 0", "Blank = 0", "blank cells are zero"],
)  # fmt: skip
def test_a_comment_that_says_what_a_figure_is_is_asked_about(comment: str) -> None:
    (found,) = check([HEADINGS, [*VALID[:-1], comment]]).faults
    assert (found.code, found.severity, found.cell) == ("qualified-line", "query", "G2")


@pytest.mark.parametrize("comment", ["Apr 2026", "this is the April figure", "April"])
def test_a_comment_that_names_its_figures_own_period_is_no_question(comment: str) -> None:
    assert check([HEADINGS, [*VALID[:-1], comment]]).faults == ()


def test_a_comment_beside_no_number_may_say_that_there_is_none() -> None:
    line = [*VALID[:4], "cannot report", "", "system down, data not available"]
    assert check([HEADINGS, line]).faults == ()


@pytest.mark.parametrize(
    ("note", "asked"),
    [("May figure", True), ("position at 31 May 2026", True), ("lower than in March", False),
     ("April 2026: new form", False)],
)  # fmt: skip
def test_a_note_that_names_a_period_is_asked_about_where_figures_are_of_several(
    note: str, *, asked: bool
) -> None:
    rows = [HEADINGS, VALID, [*VALID[:3], "Jun 2026", *VALID[4:]]]
    notes = (PackageText("xl/comments1.xml", (note,)),)
    found = check(Workbook((sheet("Data", rows),), texts=notes)).faults
    assert [fault.code for fault in found] == (["qualified-note"] if asked else [])


@pytest.mark.parametrize(
    ("line", "asked"), [("(families)", True), ("Families", True), ("Number of referrals", False)]
)
def test_a_line_that_names_what_else_is_counted_is_asked_about(line: str, *, asked: bool) -> None:
    rows = [["Agency: CSC"], ["E08 Safeguarding referrals"], [line], ["Locality", "Apr 2026"],
            ["Easington", 14]]  # fmt: skip
    found = [(fault.cell, fault.code) for fault in check(rows).faults]
    assert found == ([("A3", "unknown-words")] if asked else [])


@pytest.mark.parametrize("title", ["E08 Safeguarding referrals (month 3)", "Month 3"])
def test_a_month_by_its_number_in_a_title_is_asked_about(title: str) -> None:
    rows = [["Agency: CSC"], [title], ["Indicator", "Apr 2026"], ["E08", 14]]
    assert ("A2", "qualified-figures") in [(one.cell, one.code) for one in check(rows).faults]


@pytest.mark.parametrize(
    ("heading", "date", "asked"),
    [("Month ending", "01/07/2026", True), ("Period end", dt.date(2026, 7, 1), True),
     ("Quarter ending", dt.date(2026, 7, 1), True), ("Month ending", dt.date(2026, 7, 31), False),
     ("Month", dt.date(2026, 7, 1), False)],
)  # fmt: skip
def test_the_first_of_a_month_as_the_end_of_a_period_is_asked_about(
    heading: str, date: object, *, asked: bool
) -> None:
    rows = [["Agency: CSC"], ["Indicator", heading, "Number"], ["E08", date, 14]]
    found = [(fault.cell, fault.code) for fault in check(rows).faults]
    assert [one for one in found if one[1] != "unusual-period"] == (
        [("B3", "first-as-end")] if asked else []
    )


def test_the_first_of_a_month_under_a_corner_month_ending_is_asked_about() -> None:
    heads = [dt.date(2026, month, 1) for month in (5, 6, 7)]
    found = check([["Agency: CSC"], ["Month ending", *heads], ["E08", 1, 2, 3]]).faults
    assert [(fault.cell, fault.code) for fault in found] == [("B2", "first-as-end")]


def test_a_heading_to_a_month_is_asked_about() -> None:
    rows = [["Agency: CSC"], ["Indicator", "To Apr 2026"], ["E08", 14]]
    assert "ambiguous-period" in {fault.code for fault in check(rows).faults}


@pytest.mark.parametrize(
    ("file", "heard"),
    [("CSC targets 2026.xlsx", True), ("Police YTD.xlsx", True), ("CSC return TEST.xlsx", True),
     ("CDDFT return Q1 2026-27 FINAL.xlsx", False), ("Darlington and Durham FT.xlsx", False)],
)  # fmt: skip
def test_the_name_of_a_file_is_heard(file: str, *, heard: bool) -> None:
    found = {fault.code for fault in check([HEADINGS, VALID], file=file).faults}
    assert ("file-name" in found) == heard


def test_a_heading_that_counts_something_else_is_asked_about() -> None:
    rows = [["Agency: CSC"], ["Indicator", "Month", "Number of families"], ["E08", "Apr 2026", 5]]
    (found,) = check(rows).faults
    assert (found.code, found.severity, found.cell) == ("unknown-words", "query", "C2")


@pytest.mark.parametrize("heading", ["Number of referrals", "Number of children"])
def test_a_heading_that_counts_what_the_indicator_counts_is_read(heading: str) -> None:
    rows = [["Agency: CSC"], ["Indicator", "Month", heading], ["E08", "Apr 2026", 5]]
    assert check(rows).faults == ()


def test_months_that_jump_over_the_turn_of_a_year_written_once_are_asked_about() -> None:
    rows = [["Agency: CSC"], ["Year: 2025"], ["Indicator", "Month", "Number"],
            ["E08", "April", 10], ["E08", "January", 11]]  # fmt: skip
    assert [(f.code, f.cell) for f in check(rows).faults] == [("ambiguous-period", "B5")]


def test_a_january_after_the_december_of_its_year_is_asked_about() -> None:
    months = [("Apr", 2025), ("Dec", 2025), ("Jan", 2025), ("Feb", 2025)]
    rows = [["Agency: CSC"], ["Indicator", "Year", "Month", "Number"],
            *(["E08", year, month, 10 + n] for n, (month, year) in enumerate(months))]  # fmt: skip
    assert [(f.code, f.cell) for f in check(rows).faults] == [("months-break", "C5")]


@pytest.mark.parametrize("unit", ["(k)", "(m)", "£k", "(days)"])
def test_a_line_that_is_only_a_unit_is_asked_about(unit: str) -> None:
    found = [(fault.cell, fault.code) for fault in wide(TITLE, [unit]).faults]
    assert ("A3", "qualified-figures") in found


@pytest.mark.parametrize(
    ("figures", "asked"),
    [((11, 999, 13), ["C4"]), ((11, 9999, 999), ["C4", "D4"]), ((950, 999, 1010), []),
     ((999, 999, 999), []), ((11, 99, 13), [])],
)  # fmt: skip
def test_a_number_that_often_means_missing_is_asked_about_among_small_ones(
    figures: tuple[int, ...], asked: list[str]
) -> None:
    found = check([AGENCY, TITLE, HEAD, ["Easington", *figures]]).faults
    assert [fault.cell for fault in found if fault.code == "code-for-missing"] == asked


@pytest.mark.parametrize("place", ["East", "North", "Wear", "Esk", "Tees", "Darlington"])
def test_the_name_of_an_agency_makes_no_place_its_own(place: str) -> None:
    found = [(fault.cell, fault.code) for fault in wide(TITLE, [place]).faults]
    assert [cell for cell, _ in found] == ["A3"]
