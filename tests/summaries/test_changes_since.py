"""What is new since a meeting is what newer or corrected figures brought."""

from datetime import date, datetime

import pandas as pd
import pytest

from dscp_data.model.periods import Period, add_months, month
from dscp_data.store import accept
from dscp_data.summaries.changes_since import (
    describe_signals,
    late_by_agency,
    new_signals,
    returns_since,
)
from dscp_data.summaries.indicator_table import overview
from dscp_data.trends import Selection, trends
from tests.making import checked, observation

STEADY = [100, 104, 98, 101, 103, 97, 102, 99, 105, 96, 100, 103, 98, 101]
SHIFTED = [107, 106, 108, 107, 106, 108, 107, 106]
MEETING = date(2026, 7, 8)
BEFORE, AFTER = datetime(2026, 7, 1, 9), datetime(2026, 7, 20, 9)


def send(store, values, first=0, at=BEFORE):
    """A month's figure each, as received and accepted at a time."""
    starts = [add_months(month(2024, 4).start, first + n) for n in range(len(values))]
    made = [
        observation(period=Period(start, "month"), numerator=float(value))
        for start, value in zip(starts, values, strict=True)
    ]
    content = f"{values} {first} {at}".encode()
    read = checked(*made, content=content)
    accept(store, read, content, by="test", received_at=at, accepted_at=at)


def news(store, **selection):
    found = new_signals(
        store, [store.plan.indicator("E08")], Selection(**selection, audience="exact"), MEETING
    )
    return found[["word", "what"]].to_numpy().tolist()


def test_a_signal_of_newer_figures_is_new_and_names_its_point(store):
    send(store, STEADY)
    send(store, [200], first=14, at=AFTER)
    ((word, what),) = news(store)
    assert word == "Concern"
    assert what.startswith("200 in June 2025, above the usual range of ")


def test_what_was_there_at_the_meeting_is_not_new(store):
    send(store, [*STEADY, 200])
    assert news(store) == []
    send(store, [101], first=15, at=AFTER)
    assert [word for word, _ in news(store)] == ["No longer: concern"]


def test_a_run_that_became_long_enough_is_new_once_and_one_that_goes_on_is_not(store):
    send(store, [*STEADY, *SHIFTED[:7]])
    send(store, SHIFTED[7:], first=21, at=AFTER)
    assert news(store) == [["Concern", "8 months in a row above the mean of 103 (since June 2025)"]]
    as_at_next = Selection(as_of=datetime(2026, 8, 1), audience="exact")
    send(store, [107], first=22, at=datetime(2026, 9, 1))
    indicators = [store.plan.indicator("E08")]
    assert new_signals(
        store, indicators, Selection(audience="exact"), as_at_next.as_of.date()
    ).empty


def test_a_spike_that_is_over_by_now_is_still_reported_and_is_no_verdict(store):
    send(store, STEADY)
    send(store, [200, 101], first=14, at=AFTER)
    ((word, what),) = news(store)
    assert (word, what.split(",")[0]) == ("No longer: concern", "200 in June 2025")


@pytest.mark.parametrize("newer", [[200], [200, 101], [101, 200], SHIFTED, [*SHIFTED, 40, 101]])
def test_each_piece_of_news_has_the_verdict_of_the_indicator_table(store, newer):
    send(store, STEADY)
    send(store, newer, first=14, at=AFTER)
    indicators, whole = [store.plan.indicator("E08")], Selection(audience="exact")
    found = new_signals(store, indicators, whole, MEETING)
    assert len(found) == 1
    assert found["status"].tolist() == overview(store, indicators, whole)["status"].tolist()


@pytest.mark.parametrize(
    ("others", "says"), [(1, "; also June 2025"), (17, "; also 17 other months")]
)
def test_many_other_signals_are_counted_and_a_few_are_named(store, others, says):
    send(store, [*STEADY, 200])
    (trend,) = trends(store, [store.plan.indicator("E08")], Selection(audience="exact"))
    assert describe_signals(trend, [trend.judged] * (1 + others)).endswith(says)


def test_a_corrected_figure_is_news(store):
    send(store, [*STEADY, 100])
    send(store, [200], first=14, at=AFTER)
    assert [word for word, _ in news(store)] == ["Concern"]


def test_news_can_be_read_as_it_stood(store):
    send(store, STEADY)
    send(store, [200], first=14, at=AFTER)
    assert news(store, as_of=datetime(2026, 7, 19)) == []
    assert len(news(store, as_of=datetime(2026, 7, 21))) == 1


def test_without_anything_new_there_is_no_news(store):
    assert news(store) == []
    send(store, STEADY)
    assert news(store) == []


def test_returns_since_are_those_accepted_after_the_day(store):
    send(store, STEADY)
    send(store, [100], first=14, at=AFTER)
    held = store.query("returns", as_of=None)
    assert returns_since(held, MEETING)["accepted_at"].tolist() == [AFTER]
    assert returns_since(held, date(2026, 7, 20)).empty


@pytest.mark.parametrize(("due", "is_new"), [(date(2026, 7, 7), False), (MEETING, True)])
def test_late_is_described_by_agency_with_what_and_since_when(store, due, is_new):
    rows = [
        ("housing", "H08", due, "late"),
        ("housing", "H08", date(2026, 4, 21), "late"),
        ("vcs", "T04", due, "received"),
    ]
    owed = pd.DataFrame(rows, columns=["agency", "indicator", "due", "standing"])
    found = late_by_agency(owed, store.plan, MEETING)
    assert found.to_numpy().tolist() == [
        ["housing", date(2026, 4, 21), "Youth homelessness and rough sleeping", is_new]
    ]
