"""What looks like a person in a comment is asked about, and places are not."""

import pytest

from dscp_data.intake.terms.person_detector import may_name_a_person


@pytest.mark.parametrize(
    "text",
    ["Sarah Jones confirmed", "Seen with Liam Smith-Brown", "Mrs Ackroyd rang", "Child AB moved",
     "DOB given by phone", "young person J.S. was found"],
)  # fmt: skip
def test_what_may_name_a_person(text: str) -> None:
    assert may_name_a_person(text)


@pytest.mark.parametrize(
    "text",
    ["Includes Victoria Road", "George Street hub opened", "Operation Encompass", "", "Easter fell "
     "in April", "Figures revised by Durham Constabulary", "Martin House Hospice", "St James Park"],
)  # fmt: skip
def test_what_names_no_person(text: str) -> None:
    assert not may_name_a_person(text)
