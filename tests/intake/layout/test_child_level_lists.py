"""Lists of children are refused whole, and nothing of them is repeated."""

from datetime import date

import pytest

from dscp_data.model.returns import CheckedReturn
from tests.intake.books import HEADINGS, VALID, check

REGISTER = [
    ["Position at 30 September 2026"],
    ["Reference", "Area of concern", "Locality", "Date opened", "Date resolved", "Outcome"],
    ["AC-1", "Victoria Park, by the café", "Easington", date(2026, 1, 5), "", ""],
    ["AC-2", "Bus station, DH1 5UL", "Durham City", date(2026, 2, 5), "", ""],
]


def refused(checked: CheckedReturn) -> bool:
    (found,) = checked.faults
    nothing = not (checked.observations or checked.concerns or checked.recognised)
    return checked.state == "refused" and found.code == "child-level" and nothing


@pytest.mark.parametrize(
    "heading",
    ["Child ID", "DOB", "Date of Birth", "NHS number", "NHS No.", "UPN", "Postcode", "Post code",
     "Surname", "First Name", "Child's name", "Child unique ID"],
)  # fmt: skip
def test_a_heading_of_a_list_of_children_refuses_the_file(heading: str) -> None:
    assert refused(check([["Ref", heading, "Ward", "Team"], ["1", "2", "x", "y"]]))


@pytest.mark.parametrize(
    "value", ["943 476 5919", "9434765919", 9434765919.0, "A123456789012", "note: 943-476-5919"]
)
def test_a_number_of_one_child_refuses_the_file(value: object) -> None:
    assert refused(check([HEADINGS, [*VALID[:6], value]]))


def test_a_column_of_postcodes_refuses_the_file() -> None:
    rows = [[*HEADINGS, "Where"], *([*VALID, f"DH{n} 5UL"] for n in (1, 2, 3))]
    assert refused(check(rows))


def test_a_column_of_names_refuses_the_file() -> None:
    people = ["Ada Lovelace", "Grace Hopper", "Mary Jane Seacole"]
    assert refused(check([["Name", "Locality"], *([person, "Easington"] for person in people)]))


def test_one_sheet_of_children_refuses_every_sheet() -> None:
    checked = check({"Figures": [HEADINGS, VALID], "List": [["Child ID", "Age"], ["A1", 5]]})
    assert refused(checked)
    assert checked.faults[0].sheet == "List"


def test_the_refusal_repeats_nothing_of_the_list() -> None:
    checked = check([["Child ID", "Forename", "DOB"], ["X77", "Zebedee", date(2012, 1, 1)]])
    words = f"{checked.faults[0].message} {checked.faults[0].fix}"
    assert not any(value in words for value in ("X77", "Zebedee", "2012"))


def test_a_register_of_places_is_no_list_of_children() -> None:
    checked = check({"Areas": REGISTER})
    assert checked.state == "ok"
    assert len(checked.concerns) == 2


@pytest.mark.parametrize("value", ["0191 383 3000", "943 476 5918", 1234567890])
def test_other_long_numbers_are_no_nhs_numbers(value: object) -> None:
    assert check([HEADINGS, [*VALID[:6], value]]).state != "refused"


def test_the_name_column_of_the_template_is_no_list_of_names() -> None:
    rows = [["Indicator", "Name", "Agency", "Apr 26"], ["H03", "NRM referrals", "TEWV", 1],
            ["H04", "Dispersal orders", "TEWV", 1],
            ["H06", "Offending at age 18 to 24", "TEWV", 1]]  # fmt: skip
    assert check(rows).state == "ok"


def test_an_address_on_the_cover_is_no_list() -> None:
    cover = [
        ["Agency", "TEWV"],
        ["Contact", "County Hall, Durham DH1 5UL"],
        ["Postcode", "DH1 5UL"],
    ]
    figures = [["Indicator", "Apr 26"], ["T07", 1]]
    assert check({"About": cover, "Figures": figures}).state == "ok"
