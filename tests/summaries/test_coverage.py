"""Coverage of the plan is what a plain walk of the catalogue, the figures and the log gives."""

from dataclasses import replace
from datetime import date

import pytest

from dscp_data.exports.pack.coverage import coverage_page
from dscp_data.model.clock import utc_now
from dscp_data.model.entries import EvidenceEntry
from dscp_data.model.periods import month, quarter
from dscp_data.records.author import Author
from dscp_data.records.entries import save_entry
from dscp_data.records.evidence import EVIDENCE, evidence_log
from dscp_data.summaries.coverage import coverage, describe_coverage
from tests.making import observation

ANN = Author("ann")
ENTRY = EvidenceEntry(date(2026, 1, 14), "dcc-csc", "single-agency-audit", "Plans were agreed")


@pytest.fixture
def filled(store, take_in):
    take_in(
        observation(period=month(2025, 4)),
        observation(period=month(2025, 6), numerator=0.0, status="nil"),
        observation(period=month(2025, 7), numerator=None, status="cannot report"),
        observation(indicator="E05", agency="dscp", period=quarter(2025, 1)),
        observation(indicator="E01", agency="dcc-early-help"),
    )
    for entry in (
        replace(ENTRY, indicators=("E08", "E05"), outcomes=("2.1",)),
        replace(ENTRY, indicators=("E08",), type="training", date=date(2026, 3, 1)),
        replace(ENTRY, outcomes=("2.2", "1.3"), type="child-voice"),
        replace(ENTRY, priorities=("4",), type="case-review"),
        replace(ENTRY, golden_threads=("send",)),
    ):
        save_entry(store, EVIDENCE, entry, ANN)
    return store


def plain_walk(store):
    """By (outcome, indicator): newest period, evidence, its newest day, gap; by plain loops."""
    newest = {}
    for row in store.query(
        "observations", indicators=None, agencies=None, localities=None, first=None, last=None,
        as_of=None,
    ).itertuples():  # fmt: skip
        if row.status in ("reported", "nil"):
            day = row.period_start.date()
            newest[row.indicator] = max(day, newest.get(row.indicator, day))
    walked = {}
    for indicator in store.plan.indicators:
        for outcome in indicator.outcomes or ("",):
            days = []
            for row in evidence_log(store).itertuples():
                names = indicator.id in row.indicators
                general = not len(row.indicators) and (
                    outcome in row.outcomes
                    if outcome
                    else indicator.priorities[0] in row.priorities
                )
                if names or general:
                    days.append(row.date.date())
            figure = newest.get(indicator.id)
            gap = {(True, True): "", (True, False): "evidence", (False, True): "measure",
                   (False, False): "both"}[figure is not None, bool(days)]  # fmt: skip
            walked[outcome, indicator.id] = (figure, len(days), max(days, default=None), gap)
    return walked


def test_coverage_is_what_a_plain_walk_gives(filled):
    found = {
        (one.outcome, one.indicator): (
            one.newest_period, one.evidence, one.newest_evidence, one.gap
        )
        for one in coverage(filled)
    }  # fmt: skip
    assert found == plain_walk(filled)
    assert {gap for *_, gap in found.values()} == {"", "measure", "evidence", "both"}


def test_every_outcome_of_the_plan_has_its_lines(store):
    found = coverage(store)
    assert {one.outcome for one in found} - {""} == {one.id for one in store.plan.outcomes}
    assert {one.indicator for one in found} == {one.id for one in store.plan.indicators}


def test_evidence_is_counted_by_activity_and_by_whether_it_names_the_measure(filled):
    lines = {(one.outcome, one.indicator): one for one in coverage(filled)}
    assert lines["2.2", "E08"].by_type == (
        ("child-voice", 1), ("single-agency-audit", 1), ("training", 1),
    )  # fmt: skip
    assert (lines["2.2", "E08"].evidence, lines["2.2", "E08"].named) == (3, 2)
    assert (lines["2.2", "E01"].evidence, lines["2.2", "E01"].named) == (1, 0)


def test_coverage_as_at_before_is_as_it_was(store):
    before = utc_now()
    save_entry(store, EVIDENCE, replace(ENTRY, indicators=("E08",)), ANN)
    assert all(one.evidence == 0 for one in coverage(store, before))
    assert any(one.evidence for one in coverage(store))


def test_the_heading_says_how_many_objectives_lack_something(filled):
    found = coverage(filled)
    gaps = [one for one in found if one.gap]
    neither = [one for one in gaps if one.gap == "both"]
    assert describe_coverage(found) == (
        f"{len(gaps)} of {len(found)} objectives have no figure or no evidence; "
        f"{len(neither)} have neither"
    )


def test_a_pack_has_a_line_for_each_outcome(filled):
    page = coverage_page(filled, None)
    assert len(page.lines) == 1 + len(filled.plan.outcomes) + 1  # and the reform plan's
    line = next(one for one in page.lines if one.startswith("2.1"))
    assert line.startswith("2.1: 17 objectives. ")
    assert "No figure and no evidence: E02, E03, E04" in line
