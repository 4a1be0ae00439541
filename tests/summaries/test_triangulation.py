"""A number, the latest evidence and the child's voice side by side, and where they disagree."""

from dataclasses import replace
from datetime import date

import pytest

from dscp_data.model.entries import EvidenceEntry
from dscp_data.records.author import Author
from dscp_data.records.entries import save_entry
from dscp_data.records.evidence import EVIDENCE, evidence_log
from dscp_data.summaries.triangulation import triangulate

DAY = date(2026, 11, 30)
AUDIT = EvidenceEntry(
    date(2026, 7, 15), "dcc-early-help", "single-agency-audit", "Reasons are not noted",
    indicators=("E07",), rating="Requires improvement",
)  # fmt: skip
VOICE = replace(AUDIT, type="child-voice", finding="Families were told why", rating="")


@pytest.fixture
def beside(store):
    def bring(status, *entries):
        for entry in entries:
            save_entry(store, EVIDENCE, entry, Author("ann"))
        log = evidence_log(store)
        return triangulate(store.plan.indicator("E07"), "Improvement", status, log, DAY)

    return bring


def test_the_latest_of_each_stands_beside_the_number(beside):
    older = replace(AUDIT, date=date(2026, 1, 1), finding="Older")
    found = beside("improvement", older, AUDIT, VOICE)
    assert found.number == "Improvement"
    assert (found.evidence.finding, found.voice.finding) == (AUDIT.finding, VOICE.finding)


@pytest.mark.parametrize(
    ("status", "rating", "disagree"),
    [
        ("improvement", "Requires improvement", True),
        ("improvement", "inadequate", True),
        ("improvement", "Good", False),
        ("concern", "Good", True),
        ("concern", "Outstanding", True),
        ("concern", "Inadequate", False),
        ("common cause", "Inadequate", False),
        ("up", "Inadequate", False),
        ("too few points", "Inadequate", False),
        ("improvement", "3", False),
    ],
)
def test_a_signal_and_a_rating_disagree_where_they_point_opposite_ways(
    beside, status, rating, disagree
):
    assert beside(status, replace(AUDIT, rating=rating)).has_disagreement == disagree


def test_the_words_name_the_indicator_the_day_and_the_rating(beside):
    assert beside("improvement", AUDIT).disagreement == (
        "The figures of E07 Early Help discussions at triage improve, but the evidence of "
        "15 July 2026 is rated “Requires improvement”."
    )


def test_a_rating_of_more_than_a_year_ago_disagrees_with_nothing(beside):
    assert not beside("improvement", replace(AUDIT, date=date(2025, 11, 1))).has_disagreement


def test_newer_evidence_without_a_rating_does_not_hide_an_older_rating(beside):
    newer = replace(AUDIT, date=date(2026, 9, 1), rating="", type="training")
    assert beside("improvement", AUDIT, newer).evidence.rating == "Requires improvement"


def test_without_evidence_there_is_nothing_to_disagree_with(beside):
    found = beside("improvement")
    assert (found.evidence, found.voice, found.disagreement) == (None, None, "")
