"""Children in other spellings: each is one of a kind, none is from a list."""

from __future__ import annotations

import pytest

from dscp_data.intake.layout.child_level_headings import is_telling_heading
from dscp_data.intake.terms.child_identifiers import (
    has_postcode,
    identifier_in,
    is_nhs_number,
)
from tests.intake.layout.child_level import NUMBERS, is_refused, of_list


def test_the_numbers_used_here_carry_their_check_digit() -> None:
    assert all(map(is_nhs_number, NUMBERS))


@pytest.mark.parametrize(
    "between",
    [" ", "\N{NO-BREAK SPACE}", "  ", ".", "-", "\N{EN DASH}", "\N{NON-BREAKING HYPHEN}", "/",
     "\N{ZERO WIDTH SPACE}", "\N{THIN SPACE}", "\t", " - ", "\N{SOFT HYPHEN}", "\N{MINUS SIGN}",
     "\N{MIDDLE DOT}", "\N{BULLET}", "*", "~", "+", "\\", "'", "]["],
)  # fmt: skip
def test_an_nhs_number_is_found_whatever_is_between_its_parts(between: str) -> None:
    number = between.join(("943", "476", "5919"))
    for text in (number, f"see {number}.", f"NHS{number}", f"0{number}"):
        assert identifier_in(text) == "an NHS number" or (text.isascii() and between == "")


@pytest.mark.parametrize(
    "number",
    ["9 4 3 4 7 6 5 9 1 9", "94 34 76 59 19", "9434 765 919", "943476 5919", "943 4765919",
     "child9434765919", "nhs:9434765919x", "⑨④③ ④⑦⑥ ⑤⑨①⑨"],
)  # fmt: skip
def test_an_nhs_number_is_found_however_it_is_grouped(number: str) -> None:
    assert identifier_in(f"see {number} again") == "an NHS number"


def test_an_nhs_number_in_wide_digits_is_found() -> None:
    assert identifier_in("no. ９４３ ４７６ ５９１９") == "an NHS number"


@pytest.mark.parametrize("text", ["a123456789012", "A 1234 5678 9012", "UPN: A123-45678901-2"])
def test_a_unique_pupil_number_is_found_in_any_spelling(text: str) -> None:
    assert identifier_in(text) == "a unique pupil number"


@pytest.mark.parametrize("text", ["DOB 12/03/2011", "d.o.b: 3 May 2012", "born on 2012-05-03"])
def test_a_date_of_birth_in_a_sentence_is_found(text: str) -> None:
    assert identifier_in(text) == "a date of birth"


@pytest.mark.parametrize(
    "text",
    ["0191 383 3000", "£4,857,773,465", "£9434765919", "1 April 2025 to 31 March 2026",
     "01388 450 5577", "£9,434,765,919",
     "9,434,765,919.50", "12 14 9 8 11 10 7 6 5 9", "E08 2024-01 20", "Q1 2nd return",
     "born in the district: 12"],
)  # fmt: skip
def test_other_numbers_are_nobodys(text: str) -> None:
    assert identifier_in(text) is None
    assert not has_postcode(text)


@pytest.mark.parametrize(
    "heading",
    ["YP initials", "DoB (dd/mm/yyyy)", "Forename(s)", "Given name", "Known as", "Born",
     "LCS number", "Child’s ref no", "NAME OF CHILD", "Pupil_ID", "Young Person Name",
     "Liquidlogic no.", "Mosaic ref", "Home post-code", "NHS No (10 digits)", "Last name",
     "Name (child)", "Ref (Mosaic)", "childName", "CHILDNAME", "Names of siblings", "NHS num",
     "Mother’s name", "Victim name", "Unique child identifier", "Family ID", "Crime ref",
     "Year of birth", "YOB", "EDD", "Nickname", "Young person’s initials", "Parent’s email",
     "F/name", "Sname", "D of B", "N.H.S. No", "AKA", "Nominal ref", "Individual ID", "CLA ref",
     "Mum’s name", "Person URN", "PAS ID", "Passport no"],
)  # fmt: skip
def test_a_heading_is_understood_by_its_words(heading: str) -> None:
    assert is_telling_heading(heading)
    assert is_refused(of_list(["Ref", heading, "Ward", "Team"], ["1", "2", "x", "y"]))


@pytest.mark.parametrize(
    "heading",
    ["Number of children", "Name", "Number of births", "% with date of birth recorded", "Ref no",
     "Children known to services", "Case closed", "Agency name", "Reference", "Period covered",
     "Incident number", "Number of crimes", "Family support", "Age",
     "Persons", "Mothers", "Email", "Contact (name)"],
)  # fmt: skip
def test_a_heading_of_figures_names_nobody(heading: str) -> None:
    assert not is_telling_heading(heading)


def test_an_nhs_number_over_three_columns_refuses_the_file() -> None:
    rows = [["x", int(n[:3]), int(n[3:6]), n[6:]] for n in NUMBERS]
    assert is_refused(of_list(["Ref", "a", "b", "c"], *rows))


def test_postcodes_within_addresses_or_along_a_row_refuse_the_file() -> None:
    places = ["1 High St, SR8 1AB", "2 High St, dl5\N{NO-BREAK SPACE}4qq", "DH13XY, 3 High St"]
    assert is_refused(of_list(["Where", "n"], *([place, 1] for place in places)))
    assert is_refused(of_list(["x", *places]))


def test_a_total_of_ten_digits_among_amounts_is_no_nhs_number() -> None:
    rows = [["a", 4_857_000], ["b", 612_300], ["Total", 9_434_765_919]]
    assert not is_refused(of_list(["Fund", "Amount"], *rows))


def test_a_column_of_nhs_numbers_is_found_as_numbers_and_as_texts() -> None:
    for kind in (int, float, str):
        assert is_refused(of_list(["Ref", "x"], *([kind(number), "x"] for number in NUMBERS)))
