"""Where a signal and the evidence do not agree, the agenda says so."""

from dataclasses import replace
from datetime import date

from dscp_data.meetings.agenda import news_items
from dscp_data.meetings.changes import changes_between
from dscp_data.model.clock import utc_now
from dscp_data.model.entries import EvidenceEntry
from dscp_data.records.author import Author
from dscp_data.records.evidence import save_evidence

AUDIT = EvidenceEntry(
    date(2026, 6, 1), "dcc-csc", "single-agency-audit", "Records are thin",
    indicators=("E08",), rating="Inadequate",
)  # fmt: skip
DISAGREES = "is rated “Inadequate”."


def items(store, since):
    changes = changes_between(store, since, utc_now())
    return [one for one in news_items(changes, store.plan) if one.indicator == "E08"]


def improve(take_in_months):
    take_in_months([60.0 + n % 5 for n in range(20)] + [30.0] * 6)


def test_a_new_signal_says_that_the_evidence_does_not_agree(store, take_in_months):
    before = utc_now()
    improve(take_in_months)
    save_evidence(store, AUDIT, Author("ann"))
    (item,) = items(store, before)
    assert (item.kind, item.detail.endswith(DISAGREES)) == ("signal", True)


def test_a_disagreement_about_an_older_signal_is_an_item_of_its_own(store, take_in_months):
    improve(take_in_months)
    before = utc_now()
    save_evidence(store, AUDIT, Author("ann"))
    (item,) = items(store, before)
    assert item.title.endswith(DISAGREES)


def test_evidence_that_agrees_adds_nothing(store, take_in_months):
    improve(take_in_months)
    before = utc_now()
    save_evidence(store, replace(AUDIT, rating="Good"), Author("ann"))
    assert items(store, before) == []
