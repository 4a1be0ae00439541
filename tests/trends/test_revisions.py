"""A figure that is not what was first accepted for its key is marked, with its first value."""

import math
from datetime import timedelta

import pandas as pd
import pytest

from dscp_data.model.clock import utc_now
from dscp_data.model.periods import month
from dscp_data.model.text import format_date
from dscp_data.store import restore, withdraw
from dscp_data.store.engine.migrations import FOLDER
from dscp_data.trends import Selection, trends
from dscp_data.trends.revisions import (
    describe_revision,
    format_first_published,
    revision_texts,
    revisions,
)
from tests.making import observation

pytestmark = pytest.mark.both_places

APRIL, MAY = month(2025, 4), month(2025, 5)


def revised_points(store, indicator="E08", **selection):
    return revisions(
        store, store.plan.indicator(indicator), Selection(**selection, audience="exact")
    )


def first_values(store, indicator="E08", **selection):
    found = revised_points(store, indicator, **selection)
    return {
        start.date(): value
        for start, value in zip(found["period_start"], found["first_value"], strict=True)
    }


def test_a_figure_accepted_once_is_not_revised(store, take_in):
    take_in(observation())
    assert first_values(store) == {}


def test_a_corrected_figure_is_revised_and_keeps_its_first_value(store, take_in):
    take_in(observation(numerator=10.0), observation(period=MAY))
    take_in(observation(numerator=11.0), observation(period=MAY))
    take_in(observation(numerator=12.0))
    assert first_values(store) == {APRIL.start: 10.0}


def test_the_first_value_has_the_time_its_return_was_accepted(store, take_in):
    before = utc_now()
    take_in(observation(numerator=10.0))
    after = utc_now()
    take_in(observation(numerator=11.0))
    (given,) = revised_points(store)["first_at"]
    assert before <= given <= after


def test_a_figure_restored_to_what_it_was_is_not_revised(store, take_in):
    take_in(observation(numerator=10.0))
    take_in(observation(numerator=11.0))
    take_in(observation(numerator=10.0))
    assert first_values(store) == {}


def test_what_is_no_longer_provisional_or_has_a_new_comment_is_not_revised(store, take_in):
    take_in(observation(provisional=True))
    take_in(observation(provisional=False, comment="Checked"))
    assert first_values(store) == {}


def test_withdrawing_the_correction_removes_the_mark_and_restoring_brings_it_back(store, take_in):
    take_in(observation(numerator=10.0))
    correction = take_in(observation(numerator=11.0))
    withdraw(store, correction.return_id, by="analyst")
    assert first_values(store) == {}
    restore(store, correction.return_id, by="analyst")
    assert first_values(store) == {APRIL.start: 10.0}


def test_the_first_value_counts_even_if_its_return_was_withdrawn(store, take_in):
    mistaken = take_in(observation(numerator=99.0))
    withdraw(store, mistaken.return_id, by="analyst")
    take_in(observation(numerator=10.0))
    assert first_values(store) == {APRIL.start: 99.0}


def test_a_point_is_revised_as_at_the_time_of_the_query(store, take_in):
    take_in(observation(numerator=10.0))
    between = utc_now()
    take_in(observation(numerator=11.0))
    assert first_values(store, as_of=between) == {}
    assert first_values(store, as_of=utc_now()) == {APRIL.start: 10.0}


def test_a_figure_first_suppressed_has_no_first_value(store, take_in):
    take_in(observation(numerator=None, status="suppressed"))
    take_in(observation(numerator=11.0))
    (first,) = first_values(store).values()
    assert math.isnan(first)


def test_a_percentage_has_its_first_percentage(store, take_in):
    take_in(observation(indicator="E04", numerator=20.0, denominator=100.0))
    take_in(observation(indicator="E04", numerator=20.0, denominator=80.0))
    assert first_values(store, "E04") == {APRIL.start: 20.0}


def test_a_total_is_revised_where_one_part_is(store, take_in):
    take_in(observation(numerator=10.0), observation(locality="teesdale", numerator=5.0))
    take_in(observation(numerator=10.0), observation(locality="teesdale", numerator=6.0))
    assert first_values(store) == {APRIL.start: 15.0}
    assert first_values(store, localities=("easington",)) == {}
    assert first_values(store, period_type="quarter") == {APRIL.start: 15.0}


def test_a_total_is_revised_where_a_part_was_withdrawn(store, take_in):
    take_in(observation(numerator=10.0), observation(locality="teesdale", numerator=5.0))
    take_in(observation(numerator=10.0))
    assert first_values(store) == {APRIL.start: 15.0}
    assert first_values(store, localities=("teesdale",)) == {APRIL.start: 5.0}


def test_agencies_shown_separately_are_revised_separately(store, take_in):
    both = ("dcc-csc", "durham-constabulary")
    take_in(*(observation(indicator="H03", agency=agency) for agency in both))
    take_in(observation(indicator="H03", agency=both[1], numerator=11.0))
    assert list(revised_points(store, "H03")["agency"]) == [both[1]]


def test_a_trend_has_the_first_value_of_each_revised_point(store, take_in):
    take_in(observation(numerator=1234.0), observation(period=MAY))
    take_in(observation(numerator=1240.0))
    (trend,) = trends(store, [store.plan.indicator("E08")], Selection(audience="exact"))
    words = revision_texts(trend, revised_points(store))
    assert words == [f"1,234 on {format_date(utc_now())}", ""]
    assert (
        describe_revision(words)
        == "1 figure has been revised since it was first reported, marked [r]."
    )
    assert describe_revision(["", ""]) == ""
    assert describe_revision(["9", "", "8"]).startswith("2 figures have been revised")


def test_a_first_value_that_was_incomplete_is_described_as_not_fully_known():
    assert format_first_published(math.nan, pd.Timestamp(2025, 7, 16), "%") == (
        "not fully known on 16 July 2025"
    )


def test_nothing_is_revised_before_its_return_was_accepted(store, take_in):
    take_in(observation(numerator=10.0))
    take_in(observation(numerator=11.0))
    assert first_values(store, as_of=utc_now() - timedelta(days=1)) == {}


def test_a_database_from_before_the_mark_is_brought_up_to_date(store, take_in):
    take_in(observation(numerator=10.0), observation(period=MAY))
    take_in(observation(numerator=11.0))
    (migration,) = FOLDER.glob("0003_*.sql")
    with store.transaction() as cursor:
        cursor.execute("DROP TABLE revised_key; DROP TABLE refusal")
        cursor.execute(migration.read_text(encoding="utf-8"))
    assert first_values(store) == {APRIL.start: 10.0}
