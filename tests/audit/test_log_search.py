"""The log as an auditor reads it: every kind of event, narrowed, in words, and if it is whole."""

import re
from datetime import date, timedelta

import pytest

from dscp_data.access import end_role, give_role
from dscp_data.audit.log_search import OTHER, EventFilter, choices, search_log
from dscp_data.disclosure.protected_cube import refresh_protected
from dscp_data.model.clock import today, utc_now
from dscp_data.model.faults import Fault
from dscp_data.model.mappings import TermMapping
from dscp_data.settings import NewSetting, end_setting, save_setting
from dscp_data.store import (
    accept,
    end_mapping,
    open_store,
    record_refusal,
    restore,
    save_comparators,
    save_mappings,
    withdraw,
)
from dscp_data.store.event_log.access_log import (
    DownloadEvent,
    File,
    ViewEvent,
    record_download,
    record_views,
)
from dscp_data.store.event_log.return_events import record_check
from dscp_data.store.event_log.verification import verify_open_store
from tests.making import APRIL, checked, observation

QUERY = Fault("S", "B2", "B", "sharp-change", "query", "Sharp", "Say why.")


@pytest.fixture
def busy(store):
    """A store to which everything happened once that a person can do."""
    made = checked(observation(), content=b"one", faults=(QUERY,))
    record_check(store, made, by="Ann")
    accept(store, checked(observation(), content=b"two"), b"two", by="Ann")
    other = checked(observation(agency="tewv"), content=b"three", agency="tewv", file="TEWV.xlsx")
    accept(store, other, b"three", by="Ann")
    refused = checked(content=b"names", refused=True, faults=(
        Fault("S", "A1", "A", "child-level", "error", "A list", "Send totals."),))  # fmt: skip
    record_refusal(store, refused, utc_now(), by="Ann")
    withdraw(store, 2, by="Bo", reason="wrong quarter")
    restore(store, 2, by="Bo", reason="right after all")
    save_setting(
        store, NewSetting("target", APRIL.start, "E08", value=3.0), by="Bo", reason="agreed"
    )
    end_setting(store, 1, by="Bo", reason="entered twice")
    save_mappings(store, [TermMapping("tewv", "locality", "Patch 1", "easington")], by="Bo")
    end_mapping(store, 1, by="Bo")
    save_comparators(store, [], by="Cy")
    give_role(store, "di@example.gov.uk", "analyst", agencies=["tewv"], by="Cy", reason="new")
    end_role(store, "di@example.gov.uk", by="Cy", reason="left")
    record_views(store, [ViewEvent("Cy", "E08 Referrals", "All agencies")])
    record_download(
        store, File(b"x", 3), DownloadEvent("E08.csv", "figures of E08", "exact"), by="Cy"
    )
    return store


SAID = [
    ("Ann", "Returns", "not yet accepted: 1 query"),
    ("Ann", "Returns", "Accepted return 1, return.xlsx: 1 line"),
    ("Ann", "Returns", "Accepted return 2, TEWV.xlsx: 1 line"),
    ("Ann", "Returns", "(child level) and kept none of its content"),
    ("Bo", "Returns", "Withdrew return 2: wrong quarter"),
    ("Bo", "Returns", "Restored return 2: right after all"),
    ("Bo", "Settings", "Target of 3 from April 2025 (E08, All agencies, County Durham; setting 1)"),
    ("Bo", "Settings", "Removed setting 1: entered twice"),
    ("Bo", "Settings", "“Patch 1” from TEWV means easington (meaning 1)"),
    ("Bo", "Settings", "Meaning forgotten: meaning 1"),
    ("Cy", "Keeping", "Published figures held"),
    ("Cy", "Roles", "di@example.gov.uk is analyst for TEWV: new"),
    ("Cy", "Roles", "Role ended: di@example.gov.uk"),
    ("Cy", "Figures seen", "Viewed exact figures: E08 Referrals (All agencies)"),
    ("Cy", "Files taken away", "Downloaded “E08.csv”, figures of E08: 3 rows; exact; file 2d71"),
]  # fmt: skip


def test_every_kind_of_event_is_described_in_words_the_newest_first(busy):
    told = search_log(busy, EventFilter()).events
    assert list(told["Event"]) == list(range(len(SAID), 0, -1))
    for (who, kind, words), row in zip(reversed(SAID), told.itertuples(), strict=True):
        assert (row.Who, row.Kind) == (who, kind)
        assert words in row.What


def test_what_was_hidden_is_recorded_by_how_much_and_of_what(store, take_in):
    for numerator in (7.0, 50.0):
        lines = [
            observation(indicator="E14", agency="schools", locality=place, numerator=numerator)
            for place in ("easington", "teesdale", "sedgefield", "wear-valley")
        ]
        take_in(*lines, agency="schools")
        refresh_protected(store, [store.plan.indicator("E14")])
    told = search_log(store, EventFilter(kind="Keeping", agency="schools")).events
    assert set(told["Who"]) == {"dashboard"}
    revised, hidden = told["What"]
    assert re.fullmatch(r"In protected figures, hid \d+ numbers permanently \(E14\)", hidden)
    assert re.fullmatch(r"In protected figures, marked \d+ figures as revised \(E14\)", revised)


def test_no_event_is_of_another_kind(busy):
    assert OTHER not in choices(busy).kinds
    assert choices(busy).people == ("Ann", "Bo", "Cy")


NARROWED = [
    (EventFilter(kind="Returns"), {1, 2, 3, 4, 5, 6}),
    (EventFilter(who="Cy"), {11, 12, 13, 14, 15}),
    (EventFilter(kind="Returns", who="Bo"), {5, 6}),
    (EventFilter(agency="tewv"), {3, 5, 6, 9, 12}),
    (EventFilter(first=today() + timedelta(2)), set()),
    (EventFilter(last=today() - timedelta(2)), set()),
    (EventFilter(first=today() - timedelta(1), last=today() + timedelta(1)), set(range(1, 16))),
    (EventFilter(who="Nobody"), set()),
]


@pytest.mark.parametrize(("narrowed", "expected"), NARROWED)
def test_the_log_is_narrowed_by_kind_person_agency_and_day(busy, narrowed, expected):
    found = search_log(busy, narrowed)
    assert set(found.events["Event"]) == expected
    assert found.matching == len(expected)


def test_a_page_holds_some_and_shows_how_many_there_are(busy):
    pages = [search_log(busy, EventFilter(), size=6, skipped=n) for n in (0, 6, 12)]
    assert [len(page.events) for page in pages] == [6, 6, 3]
    assert {page.matching for page in pages} == {15}
    assert [n for page in pages for n in page.events["Event"]] == list(range(15, 0, -1))


def test_the_days_are_those_of_london(busy):
    with busy.transaction(new_version=False) as cursor:
        cursor.execute("UPDATE event SET happened_at = '2025-06-30 23:30:00' WHERE number = 15")
    first_of_july = EventFilter(first=date(2025, 7, 1), last=date(2025, 7, 1))
    assert list(search_log(busy, first_of_july).events["When"]) == ["1 July 2025 at 12:30am"]


def test_an_open_store_shows_whether_its_log_is_intact(tmp_path):
    with open_store(tmp_path / "dscp.duckdb") as store:
        record_views(store, [ViewEvent("Ann", f"page {n}", "") for n in range(4)])
        assert verify_open_store(store).faults == ()
        assert verify_open_store(store).events == 4
        with store.transaction(new_version=False) as cursor:
            cursor.execute("UPDATE event SET who = 'Bo' WHERE number = 3")
        (fault,) = verify_open_store(store).faults
        assert fault.startswith("Event 3 in the database was changed")
