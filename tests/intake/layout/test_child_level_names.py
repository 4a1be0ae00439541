"""Names and initials of children, however they are written and wherever they are listed."""

from __future__ import annotations

from datetime import date

import pytest

from dscp_data.intake.terms.child_identifiers import is_person_name
from tests.intake.books import HEADINGS, VALID, check
from tests.intake.layout.child_level import is_refused, of_list

PEOPLE = {
    "capitals": ["KAYLEIGH DIXON", "LIAM SMITH", "MIA ROBSON"],
    "surname first": ["Dixon, Kayleigh", "Smith, Liam", "Robson, Mia"],
    "initial and surname": ["K. Dixon", "L. Smith", "M. Robson"],
    "beyond ASCII": ["Żaneta Wójcik", "Zoë O’Brien", "José Núñez"],
    "small letters": ["kayleigh dixon", "liam smith", "mia robson"],
    "with ages": ["Kayleigh Dixon (14)", "Liam Smith 12", "Mia Robson, aged 9"],
    "parted otherwise": ["Kayleigh_Dixon", "Smith/Liam", "Mia | Robson"],
    "with what is not seen": ["Kay\N{ZERO WIDTH SPACE}leigh Dixon", "Liam Smith", "Mia Robson"],
    "another alphabet": ["محمد علي", "فاطمة حسن", "Олег Смирнов"],
    "double surname": ["Kayleigh Dixon-Hall", "Liam Smith Brown", "Mia de Robson"],
}


@pytest.mark.parametrize("people", PEOPLE.values(), ids=PEOPLE)
@pytest.mark.parametrize("heading", ["Name", "YP", "Young person", "Pupil", "Subject"])
def test_names_below_a_heading_for_people_refuse_the_file(heading: str, people: list[str]) -> None:
    rows = [[person, "Closed"] for person in people]
    assert is_refused(of_list([heading, "Outcome"], *rows))


WRITTEN_OTHERWISE = {
    "behind numbers": ["1. Kayleigh Dixon", "2) Liam Smith", "3 - Mia Robson"],
    "in quotes": ["“Kayleigh Dixon”", "“Liam Smith”", "“Mia Robson”"],
    "beside a school": ["Kayleigh Dixon - Park View", "Liam Smith - Wellfield", "Mia Robson - x"],
    "with commas between them": ["Kayleigh Dixon, Liam Smith and Mia Robson"],
    "with slashes between them": ["Kayleigh Dixon / Liam Smith / Mia Robson"],
    "in Arabic": ["محمد علي", "فاطمة حسن", "يوسف عمر"],
    "in Cyrillic": ["Олег Смирнов", "Иван Петров", "Анна Кузнецова"],
    "in Chinese": ["王小明", "李娜", "张伟"],
    "in Devanagari": ["राहुल शर्मा", "प्रिया सिंह", "अमित कुमार"],
    "with letters beyond ASCII": ["Żaneta Wójcik", "Łukasz Nowak", "Grażyna Wiśniewska"],
    "less common": ["Tyrell Boateng", "Nkechi Okafor", "Xiomara Vasquez"],
}


@pytest.mark.parametrize("people", WRITTEN_OTHERWISE.values(), ids=WRITTEN_OTHERWISE)
def test_names_are_found_without_a_heading_however_they_are_written(people: list[str]) -> None:
    assert is_refused(of_list(*([person, "Closed"] for person in people)))


@pytest.mark.parametrize(
    "people",
    [["Kayleigh Dixon", "Liam Smith"], ["KD", "LS"], ["K.D.", "L.S."], ["Child A", "Child B"],
     ["Kayleigh", "Liam"], ["王小明", "李娜"]],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["Child", "YP", "Sibling", "Unborn"])
def test_two_people_below_a_heading_for_one_child_refuse_the_file(
    heading: str, people: list[str]
) -> None:
    assert is_refused(of_list([heading, "Outcome"], *([person, "Closed"] for person in people)))


@pytest.mark.parametrize("texts", [["Yes", "No"], ["CP", "CIN"], ["Under 5", "5 to 9"], [4, 12]])
def test_other_words_below_such_a_heading_are_no_people(texts: list[object]) -> None:
    assert not is_refused(of_list(["Child", "Count"], *([text, 3] for text in texts)))


def test_two_contacts_of_an_agency_are_no_children() -> None:
    people = [["Ann Smith", "Analyst"], ["Liam Jones", "Manager"]]
    assert not is_refused(of_list(["Name", "Role"], *people))


def test_addresses_refuse_the_file() -> None:
    places = ["12 High Street, Peterlee", "3 Low Road, Horden", "44 Sea View, Seaham"]
    assert is_refused(of_list(["Where", "n"], *([place, 1] for place in places)))


def test_names_without_a_heading_refuse_the_file() -> None:
    assert is_refused(of_list(*([name, "Closed"] for name in PEOPLE["capitals"])))


def test_forenames_alone_refuse_the_file() -> None:
    assert is_refused(of_list(["First", "Last"], *(one.split() for one in PEOPLE["capitals"])))


def test_names_in_one_cell_refuse_the_file() -> None:
    assert is_refused(
        of_list(["Case notes"], ["; ".join(PEOPLE["double surname"][:2]) + "; Mia Robson"])
    )


def test_phrases_that_begin_like_names_are_nobody_s() -> None:
    phrases = ["will follow", "mark completed", "grace period", "may change"]
    assert not is_refused(of_list(["Status", "Count"], *([one, 3] for one in phrases)))


def test_initials_with_their_date_in_one_cell_refuse_the_file() -> None:
    born = ["KD (12/03/2011)", "LS 14/05/2012", "M.R. - 15/06/2010"]
    assert is_refused(of_list(["Case"], *([one] for one in born)))


def test_names_along_a_row_refuse_the_file() -> None:
    assert is_refused(of_list(["x", *PEOPLE["surname first"]]))


def test_staff_who_lead_are_no_children() -> None:
    rows = [[person, "x"] for person in PEOPLE["double surname"][:2]]
    assert not is_refused(of_list(["Lead officer", "Team"], *rows, ["Mia Robson", "x"]))


@pytest.mark.parametrize("place", ["Victoria Park", "St John’s Road", "Wharton Park", "Amy Street"])
def test_a_place_is_nobodys_name(place: str) -> None:
    assert not is_person_name(place)


def test_initials_with_dates_of_birth_refuse_the_file() -> None:
    days = (date(2011, 3, 12), "04/11/2012", date(2010, 1, 21))
    rows = [[letters, day] for letters, day in zip(("KD", "L.S.", "M R"), days, strict=True)]
    assert is_refused(of_list(*rows))


def test_letters_beside_the_first_days_of_months_are_no_children() -> None:
    rows = [
        [letters, date(2026, month, 1), 5] for month, letters in enumerate(("KX", "LX", "MX"), 1)
    ]
    assert not is_refused(of_list(*rows))


def test_a_sheet_named_after_a_child_refuses_the_file() -> None:
    assert is_refused(check({"Return": [HEADINGS, VALID], "Kayleigh Dixon 12.03": [["x", 1]]}))
