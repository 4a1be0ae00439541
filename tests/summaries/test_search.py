"""Search finds by the beginnings of words, in any order, and reads a locality beside them."""

import pandas as pd
import pytest

from dscp_data.catalogue import catalogue
from dscp_data.summaries.search import MOST, search

PAGES = {"returns": "Returns", "golden_threads": "Golden Threads"}
EVIDENCE = pd.DataFrame(
    [
        ("Families said that they told their story more than twice", "E04", ["child-voice"]),
        ("Young people asked for pictures", "", ["child-voice"]),
    ],
    columns=["finding", "indicator", "golden_threads"],
)


def found(query):
    return search(query, catalogue(), PAGES, EVIDENCE)


@pytest.mark.parametrize(
    "query", ["re-referral easington", "Easington rereferrals", "RE-REFERRALS in Easington"]
)
def test_an_indicator_and_a_locality_open_that_view(query):
    first = found(query)[0]
    assert (first.entry.indicator, first.localities) == ("E04", ("easington",))


def test_an_indicator_is_found_by_its_name_its_code_and_the_plans_wording():
    assert found("e04")[0].entry.indicator == "E04"
    assert found("nrm")[0].entry.indicator == "H03"


def test_a_locality_alone_opens_its_page():
    (only,) = found("easington")
    assert (only.entry.kind, only.localities) == ("Locality", ("easington",))


def test_a_word_of_an_agency_may_be_one_of_a_place():
    assert "durham-constabulary" in [one.entry.agency for one in found("durham constabulary")]


def test_pages_and_evidence_are_found():
    assert found("returns")[0].entry.page == "returns"
    assert found("told their story")[0].entry.indicator == "E04"
    assert found("asked for pictures")[0].entry.thread == "child-voice"


@pytest.mark.parametrize("query", ["", "  ", "of the", "xylophone", "re-referral xylophone"])
def test_what_is_not_there_is_not_found(query):
    assert found(query) == []


def test_a_common_word_gives_the_first_few():
    assert len(found("children")) <= MOST
