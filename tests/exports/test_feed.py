"""The feed of news: what it tells, to whom, and what it never tells."""

from datetime import datetime
from xml.etree import ElementTree

import pytest

from dscp_data.access import NotAllowed, User
from dscp_data.access.feed_commands import end_feed, give_feed, may_read_feed
from dscp_data.exports.feed import atom_feed
from dscp_data.store.records.feed_tokens import read_tokens

NOW = datetime(2026, 5, 4, 9)
NAMES = {"a": "http://www.w3.org/2005/Atom"}
STEWARD = User("cy@example.org", "Cy", "steward")
USUAL = [40, 44, 41, 39, 43, 42, 40, 45, 41, 38, 42, 43]


def titles(content):
    return [one.text for one in ElementTree.fromstring(content).findall("a:entry/a:title", NAMES)]


def test_a_signal_of_protected_figures_is_an_entry(store, take_in_months):
    take_in_months([*USUAL * 2, 93])
    (said,) = [one for one in titles(atom_feed(store, NOW)) if "Safeguarding referrals" in one]
    assert "95 in April 2026" in said  # rounded to the nearest 5, as everywhere outside


def test_an_agency_that_is_late_is_an_entry_without_a_figure(store, take_in_months):
    take_in_months(USUAL)
    assert any(one.startswith("Late: ") for one in titles(atom_feed(store, NOW)))


def test_an_entry_keeps_its_id_while_its_content_is_the_same(store, take_in_months):
    take_in_months([*USUAL * 2, 93])
    assert atom_feed(store, NOW) == atom_feed(store, NOW)


def test_only_a_steward_gives_a_token_and_it_is_not_stored(store):
    with pytest.raises(NotAllowed):
        give_feed(store, User("ann@example.org", "Ann", "analyst"), "News reader")
    token = give_feed(store, STEWARD, "News reader")
    assert may_read_feed(store, token)
    assert token not in str(read_tokens(store))


def test_a_token_that_was_ended_reads_nothing(store):
    token = give_feed(store, STEWARD, "News reader")
    (one,) = read_tokens(store)
    end_feed(store, STEWARD, one)
    assert not may_read_feed(store, token)
    assert not may_read_feed(store, "")
