"""What an agency's own words mean is remembered, replaced and forgotten, and never overwritten."""

import pytest

from dscp_data.catalogue import CatalogueError
from dscp_data.model.clock import utc_now
from dscp_data.model.mappings import TermMapping, TermMappings
from dscp_data.store import StoreError, end_mapping, open_store, save_mappings, saved_mappings

PATCH = TermMapping("tewv", "locality", "Seaham patch", "easington")


def ids(store):
    return list(store.query("term_mappings", as_of=None)["id"])


def test_a_mapping_is_remembered_with_who_and_when(store):
    before = utc_now()
    save_mappings(store, [PATCH], by="analyst")
    (held,) = store.query("term_mappings", as_of=None).itertuples()
    assert saved_mappings(store) == TermMappings((PATCH,))
    assert held.made_by == "analyst"
    assert before <= held.made_at <= utc_now()


def test_a_mapping_lasts_beyond_the_process(tmp_path, store):
    save_mappings(store, [PATCH], by="analyst")
    store.close()
    with open_store(tmp_path / "dscp.duckdb") as again:
        assert saved_mappings(again) == TermMappings((PATCH,))


def test_a_new_meaning_ends_the_old_one_in_whatever_spelling(store):
    save_mappings(store, [PATCH], by="analyst")
    between = utc_now()
    other = TermMapping("tewv", "locality", "SEAHAM  patch", "sedgefield")
    save_mappings(store, [other], by="another")
    assert saved_mappings(store) == TermMappings((other,))
    assert saved_mappings(store, between) == TermMappings((PATCH,))


def test_the_same_meaning_again_is_stored_once(store):
    save_mappings(store, [PATCH], by="analyst")
    save_mappings(store, [PATCH], by="another")
    assert ids(store) == [1]


def test_agencies_keep_meanings_of_their_own(store):
    other = TermMapping("housing", "locality", "Seaham patch", "sedgefield")
    save_mappings(store, [PATCH, other], by="analyst")
    assert saved_mappings(store).of("tewv") == (PATCH,)
    assert saved_mappings(store).of("housing") == (other,)


def test_an_agency_counts_its_quarters_in_one_way(store):
    save_mappings(store, [TermMapping("tewv", "period", "Q1 2025", "council")], by="analyst")
    calendar = TermMapping("tewv", "period", "Q2 2025", "calendar")
    save_mappings(store, [calendar], by="analyst")
    assert saved_mappings(store) == TermMappings((calendar,))


def test_a_forgotten_mapping_still_shows_in_the_past(store):
    save_mappings(store, [PATCH], by="analyst")
    between = utc_now()
    end_mapping(store, 1, by="analyst")
    assert saved_mappings(store) == TermMappings()
    assert saved_mappings(store, between) == TermMappings((PATCH,))
    with pytest.raises(StoreError, match="already been removed"):
        end_mapping(store, 1, by="analyst")


@pytest.mark.parametrize(
    ("wrong", "error", "says"),
    [
        (TermMapping("tewv", "locality", "Seaham patch", "atlantis"), StoreError, "atlantis"),
        (TermMapping("tewv", "column", "Patch", "nothing"), StoreError, "nothing"),
        (TermMapping("tewv", "locality", "  ", "easington"), StoreError, "1 to 200"),
        (TermMapping("tewv", "locality", "x" * 201, "easington"), StoreError, "1 to 200"),
        (TermMapping("nobody", "locality", "Patch", "easington"), CatalogueError, "nobody"),
    ],
)
def test_what_cannot_be_meant_is_not_remembered_nor_what_comes_with_it(store, wrong, error, says):
    with pytest.raises(error, match=says):
        save_mappings(store, [PATCH, wrong], by="analyst")
    assert saved_mappings(store) == TermMappings()
