"""People who are named in a sentence, in a note or in the file's name: the sender is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dscp_data.intake.cells.grid import Grid
from dscp_data.intake.cells.workbook import PackageText, Sheet, Workbook
from dscp_data.model.returns import CheckedReturn
from tests.intake.books import HEADINGS, VALID, cell, check
from tests.intake.layout.child_level import is_refused, of_list


def asked(checked: CheckedReturn, code: str) -> list[tuple[str, str]]:
    return [(f.sheet, f.cell) for f in checked.faults if f.code == code]


SENTENCES = (
    "Kayleigh Dixon was seen by the team on Friday",
    "We spoke with Liam Thwaites about the incident",
    "Referral for Idony Boateng (aged 14) after exclusion",
    "The child, Xanthe Ravenscroft, moved to Peterlee",
    "The child KD was discussed twice",
    "Mum can be reached on 07700 900123 after four",
    "She wrote from k.d2011@gmail.com on Friday",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_that_names_a_child_is_asked_about_at_its_cell(text: str) -> None:
    assert asked(of_list(["Notes"], [text]), "person-in-text") == [("Sheet2", "A2")]


@pytest.mark.parametrize(
    "text",
    ["Completed by Ann Smith on Friday", "Lead officer for this: Liam Jones",
     "Contact Ann Smith on 07700 900123", "Durham Constabulary were told on Friday",
     "Report to First Contact on 03000 267 979", "St John Fisher School was closed in May",
     "Referrals in the United Kingdom, aged 17 or under", "Number of Domestic Abuse (14)",
     "Child Protection Plan at 31 March",
     "Figures for Victoria Park are not complete",
     "Send queries to csc.data@durham.gov.uk please"],
)  # fmt: skip
def test_a_sentence_about_work_is_not(text: str) -> None:
    assert asked(of_list(["Notes"], [text]), "person-in-text") == []


def with_note(text: str) -> CheckedReturn:
    grid = Grid.of(
        cell(row, column, value)
        for row, line in enumerate((HEADINGS, VALID), 1)
        for column, value in enumerate(line, 1)
    )
    notes = (PackageText("xl/comments1.xml", (text, "Ann Smith")),)
    return check(replace(Workbook((Sheet("Return", True, grid),)), texts=notes))


def test_a_note_that_names_a_child_is_asked_about_and_who_wrote_it_is_not() -> None:
    assert asked(with_note("One of them is Kayleigh Dixon"), "person-in-note") == [("", "")]
    assert asked(with_note("Ann Smith: checked with the team"), "person-in-note") == []


@pytest.mark.parametrize("file", ["Return re Mia Robson (v2).xlsx", "CSC - Liam Thwaites Q1.xlsx"])
def test_a_name_within_the_name_of_the_file_is_asked_about(file: str) -> None:
    assert asked(check([HEADINGS, VALID], file=file), "person-in-file-name") == [("", "")]


@pytest.mark.parametrize("file", ["Kayleigh Dixon.xlsx", "Liam Smith 12.03.2011.xlsx"])
def test_a_file_called_like_a_child_is_refused(file: str) -> None:
    assert is_refused(check([HEADINGS, VALID], file=file))


@pytest.mark.parametrize(
    "file",
    ["Return from Ann Smith.xlsx", "Holly Lodge.xlsx", "Durham Constabulary June 2026.xlsx",
     "Victoria Park returns.xlsx", "Early Help final.xlsx"],
)  # fmt: skip
def test_the_sender_and_a_place_in_the_name_of_the_file_are_nobody(file: str) -> None:
    checked = check([HEADINGS, VALID], file=file)
    assert not is_refused(checked)
    assert asked(checked, "person-in-file-name") == []
