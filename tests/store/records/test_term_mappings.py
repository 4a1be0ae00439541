"""What an agency's own words mean is remembered, replaced and forgotten, and never overwritten."""

import pytest

from dscp_data.catalogue import CatalogueError
from dscp_data.model.clock import utc_now
from dscp_data.model.mappings import TermMapping, TermMappings
from dscp_data.store import StoreError, forget, open_store, remember, remembered

PATCH = TermMapping("tewv", "locality", "Seaham patch", "easington")


def ids(store):
    return list(store.ask("mappings", as_of=None)["id"])


def test_a_mapping_is_remembered_with_who_and_when(store):
    before = utc_now()
    remember(store, [PATCH], by="analyst")
    (held,) = store.ask("mappings", as_of=None).itertuples()
    assert remembered(store) == TermMappings((PATCH,))
    assert held.made_by == "analyst"
    assert before <= held.made_at <= utc_now()


def test_a_mapping_lasts_beyond_the_process(tmp_path, store):
    remember(store, [PATCH], by="analyst")
    store.close()
    with open_store(tmp_path / "dscp.duckdb") as again:
        assert remembered(again) == TermMappings((PATCH,))


def test_a_new_meaning_ends_the_old_one_in_whatever_spelling(store):
    remember(store, [PATCH], by="analyst")
    between = utc_now()
    other = TermMapping("tewv", "locality", "SEAHAM  patch", "sedgefield")
    remember(store, [other], by="another")
    assert remembered(store) == TermMappings((other,))
    assert remembered(store, between) == TermMappings((PATCH,))


def test_the_same_meaning_again_is_kept_once(store):
    remember(store, [PATCH], by="analyst")
    remember(store, [PATCH], by="another")
    assert ids(store) == [1]


def test_agencies_keep_meanings_of_their_own(store):
    other = TermMapping("housing", "locality", "Seaham patch", "sedgefield")
    remember(store, [PATCH, other], by="analyst")
    assert remembered(store).of("tewv") == (PATCH,)
    assert remembered(store).of("housing") == (other,)


def test_an_agency_counts_its_quarters_in_one_way(store):
    remember(store, [TermMapping("tewv", "period", "Q1 2025", "council")], by="analyst")
    calendar = TermMapping("tewv", "period", "Q2 2025", "calendar")
    remember(store, [calendar], by="analyst")
    assert remembered(store) == TermMappings((calendar,))


def test_a_forgotten_mapping_still_shows_in_the_past(store):
    remember(store, [PATCH], by="analyst")
    between = utc_now()
    forget(store, 1, by="analyst")
    assert remembered(store) == TermMappings()
    assert remembered(store, between) == TermMappings((PATCH,))
    with pytest.raises(StoreError, match="no longer remembered"):
        forget(store, 1, by="analyst")


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
        remember(store, [PATCH, wrong], by="analyst")
    assert remembered(store) == TermMappings()
