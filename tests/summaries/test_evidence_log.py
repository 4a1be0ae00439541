"""The evidence log is filtered, searched and counted, and says what it has not heard from."""

from dataclasses import replace
from datetime import date

import pytest

from dscp_data.model.entries import EvidenceEntry
from dscp_data.records.author import Author
from dscp_data.records.entries import save_entry
from dscp_data.records.evidence import EVIDENCE, evidence_log
from dscp_data.summaries.evidence_log import (
    EvidenceFilter,
    counts_by_quarter,
    filtered,
    open_recommendations,
    silences,
    voices,
)

DAY = date(2026, 11, 30)
AUDIT = EvidenceEntry(
    date(2026, 7, 15), "dcc-csc", "single-agency-audit", "Plans were agreed",
    outcomes=("2.3",), golden_threads=("jigsaw",), indicators=("E04",), rating="Good",
)  # fmt: skip
VOICE = EvidenceEntry(
    date(2026, 9, 1), "vcs", "child-voice", "Young people asked for evenings",
    golden_threads=("child-voice",), indicators=("T04",), recommendation="Open late",
    owner="vcs", recommendation_due=date(2026, 10, 1), document="Report 7",
)  # fmt: skip
OLD = replace(AUDIT, date=date(2025, 2, 1), agency="tewv", finding="Reviews were late", rating="")


@pytest.fixture
def log(store):
    for entry in (AUDIT, VOICE, OLD):
        save_entry(store, EVIDENCE, entry, Author("ann"))
    return evidence_log(store)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [VOICE, AUDIT, OLD]),
        ({"agencies": ("dcc-csc", "vcs")}, [VOICE, AUDIT]),
        ({"types": ("child-voice",)}, [VOICE]),
        ({"priorities": ("3",)}, [VOICE]),
        ({"outcomes": ("3.4",)}, [VOICE]),  # of the indicator that it names
        ({"outcomes": ("2.3",)}, [AUDIT, OLD]),
        ({"threads": ("jigsaw",)}, [AUDIT, OLD]),
        ({"indicators": ("E04",), "agencies": ("tewv",)}, [OLD]),
        ({"words": "PLANS agreed"}, [AUDIT]),
        ({"words": "report 7"}, [VOICE]),
        ({"words": "open late vcs"}, [VOICE]),
        ({"words": "nothing of the kind"}, []),
        ({"words": "(.*"}, []),
    ],
)
def test_entries_are_those_that_every_filter_lets_through(log, wanted, found):
    kept = filtered(log, EvidenceFilter(**wanted))
    assert list(kept["finding"]) == [one.finding for one in found]


def test_counts_are_by_type_and_quarter(store, log):
    counts = counts_by_quarter(log, store.plan, DAY)
    audits = counts.loc["Single Agency Audits"]
    assert (audits["July to September 2026"], audits["January to March 2025"]) == (1, 1)
    assert (audits["Total"], counts["Total"].sum()) == (2, 3)


def test_what_was_not_heard_from_for_a_year_is_named_and_since_when(store, log):
    found = {(one.what, one.name): one.last for one in silences(log, store.plan, DAY)}
    assert found["Agency", "TEWV"] == date(2025, 2, 1)
    assert found["Agency", "Probation"] is None
    assert ("Agency", store.plan.agency("dcc-csc").short_name) not in found
    assert found["Golden Thread", "Intersectionality inc SEND"] is None
    assert ("Outcome", "3.4") not in found


def test_recommendations_are_open_until_they_are_completed(store, log):
    assert list(open_recommendations(log)["recommendation"]) == ["Open late"]
    done = replace(VOICE, id=2, step=1, recommendation_done=date(2026, 9, 30))
    save_entry(store, EVIDENCE, done, Author("ann", "Done"))
    assert open_recommendations(evidence_log(store)).empty


def test_voices_are_what_children_and_families_said(log):
    assert list(voices(log)["finding"]) == [VOICE.finding]
