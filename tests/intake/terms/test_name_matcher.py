"""Names in the spellings that agencies use; words that could mean several are asked."""

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.name_matcher import NameMatcher

NAMES = NameMatcher(catalogue())


@pytest.mark.parametrize(
    "text",
    ["H02", "h02", "Schools informed of HOtH episodes", "SCHOOLS INFORMED OF HOTH EPISODES ",
     "Schools\xa0informed of  HOtH episodes", "Schools informed when HOtH episode occurs",
     "H02 - Schools informed of HOtH episodes", "H02: schools informed"],
)  # fmt: skip
def test_an_indicator_by_id_name_and_plan_wording(text: str) -> None:
    assert NAMES.indicator(text).id == "H02"


def test_an_ampersand_is_and() -> None:
    assert fold("ACEs & trauma tools used") == fold("ACEs and trauma tools used")


def test_wording_that_several_indicators_share_is_asked() -> None:
    name = NAMES.indicator("Evidence that cases are stepping up and down at the right time")
    assert name.id is None
    assert name.could_mean == ("E01", "E02", "E03")


def test_an_indicator_whose_number_and_name_disagree_is_asked() -> None:
    name = NAMES.indicator("H03 Dispersal orders")
    assert (name.id, bool(name.question)) == (None, True)


def test_the_wording_of_a_numerator_or_a_base_shows_which_part_it_is() -> None:
    assert NAMES.indicator("Harm-outside-the-home episodes")[:2] == ("H02", "out of")
    assert NAMES.indicator("Episodes where the school was informed")[:2] == ("H02", "number")


def test_the_base_of_several_indicators_means_none_by_itself() -> None:
    assert NAMES.indicator("Records audited").id is None


@pytest.mark.parametrize("place", ["Darlington", "East Durham", "North Durham"])
def test_another_place_is_not_suggested_for_one_that_only_sounds_alike(place: str) -> None:
    assert NAMES.hint("locality", place) == ""
    assert "Easington" in NAMES.hint("locality", "Esington")


def test_a_near_miss_names_the_nearest() -> None:
    assert "H02" in NAMES.hint("indicator", "Schools informed of HOTH episode")


@pytest.mark.parametrize(
    ("text", "id"),
    [("tewv", "tewv"), ("Tees, Esk & Wear Valleys NHS Foundation Trust", "tewv"),
     ("Tees Esk and Wear Valley", "tewv"), ("Durham Police", "durham-constabulary"),
     ("CD&DFT", "cddft"), ("County Durham & Darlington Foundation Trust", "cddft"),
     ("Durham County Council - Early Help", "dcc-early-help"), ("CHILDREN'S SERVICES", "dcc-csc"),
     ("Children’s Social Care", "dcc-csc"), ("0-19 Service", "hdft"), ("dcc-csc", "dcc-csc")],
)  # fmt: skip
def test_an_agency_in_every_spelling(text: str, id: str) -> None:
    assert NAMES.agency(text).id == id


@pytest.mark.parametrize("text", ["Durham", "DURHAM ", "DCC", "Durham County Council"])
def test_an_agency_that_could_be_several_is_asked(text: str) -> None:
    name = NAMES.agency(text)
    assert name.id is None
    assert len(name.could_mean) > 1


@pytest.mark.parametrize(
    ("text", "id"),
    [("Chester le Street", "chester-le-street"), ("CHESTER-LE-STREET", "chester-le-street"),
     ("County Durham", "county-wide"), ("Wear Valley", "wear-valley"), ("OOC", "out-of-county"),
     ("Easington District", "easington"), ("City of Durham", "durham-city"), ("N/K", "not-known")],
)  # fmt: skip
def test_a_locality_in_every_spelling(text: str, id: str) -> None:
    assert NAMES.locality(text).id == id


def test_durham_alone_is_no_locality() -> None:
    assert NAMES.locality("Durham").question


@pytest.mark.parametrize(
    ("text", "id"),
    [("durham-constabulary-2026-q1", "durham-constabulary"), ("TEWV_return_Q1", "tewv"),
     ("housing 2025", "housing"), ("DSCP return - Police", "durham-constabulary"),
     ("return", None), ("DSCP return", None), ("durham 2026", None), ("tewv and hdft", None)],
)  # fmt: skip
def test_the_agency_in_a_file_name(text: str, id: str | None) -> None:
    assert NAMES.agency_in(text, file_name=True) == id


@pytest.mark.parametrize(
    ("text", "id"),
    [("Return from Durham Constabulary", "durham-constabulary"), ("TEWV quarterly return", "tewv"),
     ("Police protection by district", None), ("Housing need", None)],
)  # fmt: skip
def test_the_agency_in_a_title(text: str, id: str | None) -> None:
    assert NAMES.agency_in(text) == id


def test_the_plans_wording_counts_without_the_direction_it_begins_with() -> None:
    assert NAMES.find("indicator", "Partnership intel forms").id == "H01"
    assert NAMES.find("indicator", "re-referrals").id == "E04"
    assert NAMES.find("indicator", "Safeguarding referrals").id == "E08"
