"""Columns that describe figures: what they say of a line is understood or asked about."""

from __future__ import annotations

import pytest

from dscp_data.model.returns import CheckedReturn
from tests.intake.books import check, codes, tidy

AGENCY = ["Agency: CSC"]
HEADS = ["Indicator", "Month", "Number"]


def with_column(heading: str, *texts: str) -> CheckedReturn:
    """Figures of E08, a month a line, beside a column of texts."""
    months = ("Apr 26", "May 26", "Jun 26")
    lines = [["E08", month, 14, text] for month, text in zip(months, texts, strict=False)]
    return check([AGENCY, [*HEADS, heading], *lines])


@pytest.mark.parametrize(
    ("heading", "texts"),
    [("Team", ("Out of hours", "Day")), ("School", ("Park View",)), ("Hub", ("North", "South")),
     ("Referral source", ("GP", "Parent")), ("Sub-indicator", ("Section 47",)),
     ("Validated", ("No",)), ("Ward", ("Horden",))],
)  # fmt: skip
def test_labels_in_a_column_that_nobody_knows_are_asked_about(
    heading: str, texts: tuple[str, ...]
) -> None:
    checked = with_column(heading, *texts)
    assert codes(checked) == [("D2", "unknown-labels")]
    assert checked.faults[0].severity == "query"
    assert all(text in checked.faults[0].message for text in texts)


def test_labels_left_of_the_figures_are_asked_about_without_a_heading() -> None:
    rows = [AGENCY, ["E08 Safeguarding referrals"], [None, "Apr 26", "May 26"], ["F", 4, 5]]
    assert codes(check(rows)) == [("A4", "unknown-labels")]


@pytest.mark.parametrize(
    ("heading", "text"),
    [("Team notes", "The manager looks at each case before it is counted"),
     ("Case manager", "J Bloggs"), ("Checked by", "Performance")],
)  # fmt: skip
def test_sentences_and_people_at_work_are_left_out_with_a_notice(heading: str, text: str) -> None:
    assert codes(with_column(heading, text)) == [("D2", "ignored-column")]


@pytest.mark.parametrize("heading", ["Outcome", "Source", "Priority"])
def test_texts_that_differ_between_the_lines_of_an_indicator_split_its_figures(
    heading: str,
) -> None:
    assert codes(with_column(heading, "Police", "Schools")) == [("D3", "qualified-line")]
    assert codes(with_column(heading, "Safeguarding", "Safeguarding")) == []


def test_a_unit_that_the_indicator_does_not_count_is_asked_about() -> None:
    assert codes(with_column("Unit", "Families")) == [("D3", "qualified-line")]
    assert codes(with_column("Unit", "Referrals")) == []


@pytest.mark.parametrize(
    "text", ["Referrals to Early Help", "Count of children with a CP plan at month end"]
)
def test_a_definition_of_something_else_is_asked_about(text: str) -> None:
    assert codes(with_column("Definition", text)) == [("D3", "qualified-line")]


def test_a_definition_in_other_words_is_no_question() -> None:
    assert codes(with_column("Definition", "Referrals received, whatever came of them")) == []


def test_a_name_beside_its_number_may_be_written_in_other_words() -> None:
    rows = [AGENCY, ["Ref", "Measure", "Apr 26"], ["E08", "Number of safeguarding referrals", 14]]
    checked = check(rows)
    assert (tidy(checked)[0][:4], checked.faults) == (("E08", "county-wide", "Apr 26", 14), ())


@pytest.mark.parametrize(
    ("text", "asked"), [("Quarterly", True), ("Annual", True), ("Monthly", False)]
)
def test_a_frequency_that_the_periods_beside_it_do_not_have_is_asked_about(
    text: str, *, asked: bool
) -> None:
    assert codes(with_column("Frequency", text)) == ([("D3", "qualified-line")] if asked else [])
