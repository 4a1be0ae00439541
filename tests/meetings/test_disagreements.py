"""Evidence that says one thing where the figures say another is on the agenda, once."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dscp_data.meetings.disagreements import disagreements, new_disagreements
from dscp_data.meetings.preparation import agenda
from dscp_data.model.entries import EvidenceEntry
from dscp_data.records.entries import save_entry
from dscp_data.records.evidence import EVIDENCE, evidence_log
from dscp_data.summaries.triangulation import triangulate
from dscp_data.trends import Selection, trends
from dscp_data.trends.finding import describe_status, status
from tests.meetings.conftest import ANN

USUAL = [40, 44, 41, 39, 43, 42, 40, 45, 41, 38, 42, 43]
DAY = date(2026, 10, 7)
AUDIT = EvidenceEntry(
    date(2026, 3, 1), "dcc-csc", "single-agency-audit", "Every case was seen in time",
    indicators=("E12", "E08"), rating="Good",
)  # fmt: skip


def enter(store, entry, at=datetime(2026, 4, 1)):
    save_entry(store, EVIDENCE, entry, ANN, at=at)


def series(store):
    selection = Selection(audience="exact")
    return trends(store, store.plan.indicators, selection, as_judged=True)


@pytest.fixture
def concern(take_in_months):
    """Figures of which one is a concern."""
    take_in_months([*USUAL * 2, 90])


@pytest.mark.usefixtures("concern")
def test_a_good_rating_disagrees_with_a_concern_whichever_indicator_it_names_first(store):
    enter(store, AUDIT)
    (found,) = disagreements(series(store), evidence_log(store), DAY)
    assert (found.trend.indicator.id, found.evidence.rating) == ("E08", "Good")
    assert "is rated “Good”" in found.text


@pytest.mark.usefixtures("concern")
@pytest.mark.parametrize(
    "difference",
    [
        {"rating": "Requires improvement"},
        {"rating": ""},
        {"indicators": ("E12",)},
        {"date": date(2025, 10, 1)},
    ],
    ids=["agrees", "not rated", "no signal", "more than a year ago"],
)
def test_no_other_evidence_disagrees_with_a_concern(store, difference):
    enter(store, replace(AUDIT, **difference))
    assert disagreements(series(store), evidence_log(store), DAY) == []


@pytest.mark.usefixtures("concern")
def test_the_page_of_each_indicator_says_of_each_series_what_the_agenda_does(store):
    enter(store, AUDIT)
    log = evidence_log(store)
    on_page = {
        (one.indicator.id, one.agency): said
        for one in series(store)
        if (said := triangulate(one.indicator, describe_status(one), status(one), log, DAY))
    }
    on_agenda = {found.about[:2]: found.text for found in disagreements(series(store), log, DAY)}
    assert on_agenda == {key: one.disagreement for key, one in on_page.items() if one.disagreement}
    assert on_agenda


@pytest.mark.usefixtures("concern")
def test_it_is_new_once(store):
    enter(store, AUDIT)
    found = disagreements(series(store), evidence_log(store), DAY)
    assert new_disagreements([], found) == found
    assert new_disagreements(found, found) == []


def test_old_evidence_is_on_the_agenda_once_the_figures_turn_against_it(
    store, take_in_months, meeting_of
):
    take_in_months(USUAL * 2)
    enter(store, AUDIT)
    first = meeting_of(date(2026, 10, 7))
    take_in_months([*USUAL * 2, 90])
    second, third = meeting_of(date(2026, 12, 2)), meeting_of(date(2027, 1, 13))
    counts = [
        sum("disagrees with the figures" in one.title for one in agenda(store, meeting))
        for meeting in (first, second, third)
    ]
    assert counts == [0, 1, 0]
