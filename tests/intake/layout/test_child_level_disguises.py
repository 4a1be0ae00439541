"""Children as a hostile or careless sender lists them, and what only looks like that."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from dscp_data.intake.layout.child_level_numbers import is_pupil_number
from tests.intake.layout.child_level import NUMBERS, is_refused, of_list

PARTLY_NAMED = {
    "initial before": ["K Dixon", "L. Smith", "M Robson"],
    "initial behind": ["Dixon, K", "Smith, L.", "Robson, M"],
    "title": ["Mrs Dixon", "Mr Smith", "Ms Robson"],
    "unborn": ["Unborn Dixon", "UBB Smith", "Baby Robson"],
    "a baby's mother": ["Baby of Kayleigh Dixon", "Baby of Mia Robson", "Unborn of Lucy Hall"],
    "family": ["Dixon family", "Smith Family", "The Robson family"],
    "letters apart": ["K A Y L E I G H  DIXON", "L I A M SMITH", "M I A ROBSON"],
    "behind an id": ["123456 Kayleigh Dixon", "LCS234567 Liam Smith", "345678: Mia Robson"],
    "before a note": ["Kayleigh Dixon: neglect", "Liam Smith: abuse", "Mia Robson: neglect"],
    "before a day in words": ["Kayleigh Dixon 12 March 2011", "Liam Smith 4 Nov 2012",
                              "Mia Robson 21 January 2010"],
    "above a day": ["Kayleigh Dixon\n12/03/2011", "Liam Smith\n04/11/2012", "Mia Robson\n1/2/2010"],
    "in signs": ["#Kayleigh Dixon", "*Liam Smith", "[Mia Robson]"],
    "with another name": ["Kayleigh “Kay” Dixon", "Liam Smith aka Lee", "Mia 'Mimi' Robson"],
    "of five words": ["Kayleigh Anne Marie Louise Dixon", "Liam John Paul George Smith",
                      "Mia Rose Ann Lily Robson"],
}  # fmt: skip


@pytest.mark.parametrize("people", PARTLY_NAMED.values(), ids=PARTLY_NAMED)
def test_names_are_found_without_a_heading_for_people(people: list[str]) -> None:
    assert is_refused(of_list(["Case", "Outcome"], *([person, "Closed"] for person in people)))


@pytest.mark.parametrize(
    "texts",
    [["T Levels", "A Levels", "E Safety"], ["N Durham", "S Durham", "E Durham"],
     ["Foster family", "Birth family", "Extended family"], ["Band A", "Band B", "Band C"],
     ["Baby clinics", "Baby groups", "Unborn babies"]],
)  # fmt: skip
def test_what_only_looks_like_part_of_a_name_refuses_nothing(texts: list[str]) -> None:
    assert not is_refused(of_list(["Kind", "Count"], *([text, 3] for text in texts)))


@pytest.mark.parametrize(
    "rows",
    [[["Name of child:", "Kayleigh Dixon"]], [["Child", "Kayleigh Dixon"], ["Age", 14]],
     [["Child name", "Outcome"], ["Kayleigh Dixon", "Closed"]]],
)  # fmt: skip
def test_one_name_beside_or_below_what_asks_for_a_child_refuses_the_file(
    rows: list[list[object]],
) -> None:
    assert is_refused(of_list(*rows))


@pytest.mark.parametrize(
    "row", [["Contact name", "Ann Smith"], ["Name", "Ann Smith"], ["Child", "Total"]]
)
def test_one_name_beside_what_asks_for_a_contact_does_not(row: list[object]) -> None:
    assert not is_refused(of_list(row))


SPLIT = {
    "a digit a column": (1,) * 10,
    "in halves": (5, 5),
    "six and four": (6, 4),
    "as printed": (3, 3, 4),
}


@pytest.mark.parametrize("kind", [int, str])
@pytest.mark.parametrize("widths", SPLIT.values(), ids=SPLIT)
def test_a_number_over_several_columns_is_found(widths: tuple[int, ...], kind: type) -> None:
    rows = []
    for number in NUMBERS:
        ends = [sum(widths[:place]) for place in range(len(widths) + 1)]
        rows.append([kind(number[a:b]) for a, b in pairwise(ends)])
    assert is_refused(of_list(*([*row, "x"] for row in rows)))
    assert is_refused(of_list(*([one for part in row for one in (part, None)] for row in rows)))


def test_small_counts_by_month_are_no_numbers() -> None:
    rows = [[number * place % 9 for place in range(1, 13)] for number in range(1, 9)]
    assert not is_refused(of_list(*rows))


@pytest.mark.parametrize("text", ["AB123456C", "ab 12 34 56 c", "NI no. CE-23-45-67-D"])
def test_a_national_insurance_number_refuses_the_file(text: str) -> None:
    assert is_refused(of_list([text, "x"]))


@pytest.mark.parametrize("places", [["S R 8 1 A B", "D L 5 4 Q Q", "D H 1 3 X Y"],
                                    ["SR8-1AB", "DL5-4QQ", "DH1-3XY"]])  # fmt: skip
def test_postcodes_spelled_apart_refuse_the_file(places: list[str]) -> None:
    assert is_refused(of_list(*([place, 1] for place in places)))


def test_postcodes_over_two_columns_refuse_the_file_and_districts_do_not() -> None:
    halves = [["SR8", "1AB"], ["DL5", "4QQ"], ["DH1", "3XY"]]
    assert is_refused(of_list(*halves))
    assert not is_refused(of_list(*([district, 4] for district, _ in halves)))


def test_addresses_of_flats_refuse_the_file() -> None:
    places = ["Flat 2, 14 High Street", "Flat 3a 9 Low Road", "Apt 4, 2 Sea View"]
    assert is_refused(of_list(*([place, 1] for place in places)))


BORN = (date(2011, 3, 12), date(2012, 11, 4), date(2010, 1, 21))


def test_days_beside_a_sex_refuse_the_file_and_first_days_of_months_do_not() -> None:
    sexes = ("F", "Male", "f")
    rows = [[day, sex, "Horden"] for day, sex in zip(BORN, sexes, strict=True)]
    assert is_refused(of_list(*rows))
    months = [[day.replace(day=1), sex, 12] for day, sex in zip(BORN, sexes, strict=True)]
    assert not is_refused(of_list(*months))


@pytest.mark.parametrize("pattern", ["%d%m%Y", "%Y%m%d"])
def test_initials_with_days_in_digits_refuse_the_file(pattern: str) -> None:
    for kind in (int, str):
        rows = [
            [letters, kind(day.strftime(pattern))]
            for letters, day in zip(("KD", "LS", "MR"), BORN, strict=True)
        ]
        assert is_refused(of_list(*rows))


@pytest.mark.parametrize(
    "heading",
    ["YP's name", "SU name", "MISPER ID", "dateofbirth", "Birth dt", "NHSNo", "NHS nbr",
     "SystmOne no", "Pers ID", "PersonID", "Ch ref", "Child UID", "Next of kin", "NOK",
     "Home tel", "House no", "Pcode", "1st name", "Fore name", "Sur name", "Inits"],
)  # fmt: skip
def test_shortened_headings_are_understood(heading: str) -> None:
    assert is_refused(of_list(["Item", heading, "Ward", "Team"], ["1", "2", "x", "y"]))


SPOKEN = "nine four three, four seven six, five nine one nine"


@pytest.mark.parametrize("text", [SPOKEN, f"NHS {SPOKEN}", SPOKEN.title().replace(", ", "-")])
def test_a_number_in_words_refuses_the_file(text: str) -> None:
    assert is_refused(of_list([text, "x"]))


def test_other_numbers_in_words_do_not() -> None:
    assert not is_refused(of_list(["one two three four five", SPOKEN.replace("nine", "ten")]))


PUPILS = ("A123456789012", "P234567890123", "P345678901234")


def test_the_pupil_numbers_used_here_carry_their_check_letter() -> None:
    assert all(map(is_pupil_number, PUPILS))
    assert not is_pupil_number("B" + PUPILS[0][1:])


@pytest.mark.parametrize("cuts", [(1,), (1, 7), (5, 9), tuple(range(1, 13))])
def test_a_pupil_number_over_several_columns_refuses_the_file(cuts: tuple[int, ...]) -> None:
    rows = [[one[a:b] for a, b in pairwise((0, *cuts, len(one)))] for one in PUPILS]
    assert is_refused(of_list(["Ref", "a", "b"], *rows))


def test_codes_of_indicators_beside_counts_are_no_pupil_numbers() -> None:
    rows = [[f"E{n:02}", *(10 + n * place % 80 for place in range(1, 6))] for n in range(1, 40)]
    assert not is_refused(of_list(*rows))


PHONES = ("07700 900123", "+44 7700 900456", "0044 (0)7700 900789")
ADDRESSES = ("kayleigh.d@gmail.com", "liam12@hotmail.co.uk")


@pytest.mark.parametrize("texts", [PHONES, ADDRESSES])
def test_private_numbers_and_addresses_refuse_the_file_and_those_of_staff_do_not(
    texts: tuple[str, ...],
) -> None:
    assert is_refused(of_list(["Ref", "Reached at"], *([n, text] for n, text in enumerate(texts))))
    contacts = [["Ann Smith", text] for text in texts]
    assert not is_refused(of_list(["Contact", "Reached at"], *contacts))


def test_addresses_of_agencies_refuse_nothing() -> None:
    texts = ["ann.smith@durham.gov.uk", "b.jones@nhs.net", "data@durham.police.uk"]
    assert not is_refused(of_list(["Ref", "Reached at"], *([text, 3] for text in texts)))


@pytest.mark.parametrize(
    "rows",
    [[["Ref", "Age"], ["KX", 14], ["LX", "12 yrs"], ["MX", 9]],
     [["K.D.", 14], ["L.S.", 12], ["M.R.", 9]]],
)  # fmt: skip
def test_initials_with_ages_refuse_the_file(rows: list[list[object]]) -> None:
    assert is_refused(of_list(*rows))


def test_codes_beside_counts_are_no_initials() -> None:
    assert not is_refused(of_list(["Kind", "Count"], ["CP", 14], ["CIN", 12], ["EHA", 9]))
