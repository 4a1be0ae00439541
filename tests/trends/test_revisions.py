"""A figure that is not what was first accepted for its key is marked, with what was first given."""

import math
import random
from datetime import timedelta

import pandas as pd
import pytest

from dscp_data.catalogue import catalogue
from dscp_data.model.clock import utc_now
from dscp_data.model.periods import PERIOD_TYPES, month, quarter, year
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
from tests.aggregation.oracle import added, figure_of
from tests.making import observation

APRIL, MAY = month(2025, 4), month(2025, 5)


def asked(store, indicator="E08", **selection):
    return revisions(
        store, store.plan.indicator(indicator), Selection(**selection, audience="exact")
    )


def first_values(store, indicator="E08", **selection):
    found = asked(store, indicator, **selection)
    return {
        start.date(): value
        for start, value in zip(found["period_start"], found["first_value"], strict=True)
    }


def test_a_figure_that_was_given_once_is_not_revised(store, take_in):
    take_in(observation())
    assert first_values(store) == {}


def test_a_corrected_figure_is_revised_and_keeps_its_first_value(store, take_in):
    take_in(observation(numerator=10.0), observation(period=MAY))
    take_in(observation(numerator=11.0), observation(period=MAY))
    take_in(observation(numerator=12.0))
    assert first_values(store) == {APRIL.start: 10.0}


def test_the_first_value_was_given_when_its_return_was_accepted(store, take_in):
    before = utc_now()
    take_in(observation(numerator=10.0))
    after = utc_now()
    take_in(observation(numerator=11.0))
    (given,) = asked(store)["first_at"]
    assert before <= given <= after


def test_a_figure_put_back_to_what_it_was_is_not_revised(store, take_in):
    take_in(observation(numerator=10.0))
    take_in(observation(numerator=11.0))
    take_in(observation(numerator=10.0))
    assert first_values(store) == {}


def test_what_is_no_longer_provisional_or_has_a_new_comment_is_not_revised(store, take_in):
    take_in(observation(provisional=True))
    take_in(observation(provisional=False, comment="Checked"))
    assert first_values(store) == {}


def test_withdrawing_the_correction_takes_the_mark_away_and_restoring_brings_it_back(
    store, take_in
):
    take_in(observation(numerator=10.0))
    correction = take_in(observation(numerator=11.0))
    withdraw(store, correction.return_id, by="analyst")
    assert first_values(store) == {}
    restore(store, correction.return_id, by="analyst")
    assert first_values(store) == {APRIL.start: 10.0}


def test_what_readers_were_first_given_counts_even_where_it_was_withdrawn(store, take_in):
    mistaken = take_in(observation(numerator=99.0))
    withdraw(store, mistaken.return_id, by="analyst")
    take_in(observation(numerator=10.0))
    assert first_values(store) == {APRIL.start: 99.0}


def test_a_point_is_revised_as_it_stood_at_the_time_asked_about(store, take_in):
    take_in(observation(numerator=10.0))
    between = utc_now()
    take_in(observation(numerator=11.0))
    assert first_values(store, as_of=between) == {}
    assert first_values(store, as_of=utc_now()) == {APRIL.start: 10.0}


def test_a_figure_first_held_back_has_no_first_value(store, take_in):
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


def test_a_total_is_revised_where_a_part_was_taken_back(store, take_in):
    take_in(observation(numerator=10.0), observation(locality="teesdale", numerator=5.0))
    take_in(observation(numerator=10.0))
    assert first_values(store) == {APRIL.start: 15.0}
    assert first_values(store, localities=("teesdale",)) == {APRIL.start: 5.0}


def test_agencies_kept_apart_are_revised_apart(store, take_in):
    both = ("dcc-csc", "durham-constabulary")
    take_in(*(observation(indicator="H03", agency=agency) for agency in both))
    take_in(observation(indicator="H03", agency=both[1], numerator=11.0))
    assert list(asked(store, "H03")["agency"]) == [both[1]]


def test_a_trend_says_of_each_point_what_was_first_given(store, take_in):
    take_in(observation(numerator=1234.0), observation(period=MAY))
    take_in(observation(numerator=1240.0))
    (trend,) = trends(store, [store.plan.indicator("E08")], Selection(audience="exact"))
    words = revision_texts(trend, asked(store))
    assert words == [f"1,234 on {format_date(utc_now())}", ""]
    assert (
        describe_revision(words)
        == "1 figure has been revised since it was first reported, marked [r]."
    )
    assert describe_revision(["", ""]) == ""
    assert describe_revision(["9", "", "8"]).startswith("2 figures have been revised")


def test_what_was_not_known_in_full_is_said_so():
    assert format_first_published(math.nan, pd.Timestamp(2025, 7, 16), "%") == (
        "not fully known on 16 July 2025"
    )


# The same again in plain loops, over random histories.

PLACES = ("easington", "teesdale")
AGENCIES = ("dcc-csc", "durham-constabulary")
PERIODS = (*(month(2025, m) for m in range(4, 13)), quarter(2025, 1), quarter(2025, 2), year(2025))
INDICATORS = {"E08": "sum", "E04": "pool", "H20": "last", "H17": "none", "H03": "sum"}
KNOWN = ("reported", "nil", "not applicable")


def random_return(chance, reach=None):
    reach = reach or chance.choice((0.1, 0.9))
    for indicator in INDICATORS:
        for agency in AGENCIES:
            for period in PERIODS:
                for place in PLACES:
                    if chance.random() < reach:
                        held_back = chance.random() < 0.05
                        yield observation(
                            indicator=indicator,
                            agency=agency,
                            period=period,
                            locality=place,
                            numerator=None if held_back else float(chance.randint(0, 3)),
                            denominator=10.0 if indicator == "E04" else None,
                            status="suppressed" if held_back else "reported",
                        )


def parts_of_points(keys, period_type, aggregation):
    """{start of a point: its keys}. Each key is numbered by a power of two, so that a sum says
    what is in it."""
    points = {}
    for agency in AGENCIES:
        for place in PLACES:
            mine = [key for key in keys if key.agency == agency and key.locality == place]
            numbered = {key.period: (2**n, None) for n, key in enumerate(mine)}
            for start, (total, _, _) in figure_of(numbered, period_type, aggregation).items():
                inside = [key for n, key in enumerate(mine) if total >> n & 1]
                points.setdefault(start, []).extend(inside)
    return points


def by_agency(keys, indicator, period_type):
    """{(agency or "all", start of a point): its keys}"""
    points = {}
    mine = [key for key in keys if key.indicator == indicator]
    for start, inside in parts_of_points(mine, period_type, INDICATORS[indicator]).items():
        for one in inside:
            whose = one.agency if indicator == "H03" else "all"
            points.setdefault((whose, start), []).append(one)
    return points


def revised_by_loop(current, first, indicator, period_type):
    """{(agency, start): (first numerator, first value known, first given at)}"""
    now = by_agency(current.values(), indicator, period_type)
    then = by_agency([one for one, _ in first.values()], indicator, period_type)
    given_at = {key: at for key, (_, at) in first.items()}
    found = {}
    for point in now.keys() | then.keys():
        if indicator == "H17" and max(len(now.get(point, ())), len(then.get(point, ()))) > 1:
            continue  # different children are not added, so there is no sum to have been revised
        inside = {one.key for one in (*now.get(point, ()), *then.get(point, ()))}
        if any(is_revised(key, current, first) for key in inside):
            firsts = then.get(point, ())
            found[point] = (
                added(one.numerator for one in firsts),
                all(one.status in KNOWN for one in firsts),
                max(given_at[one.key] for one in firsts),
            )
    return found


def is_revised(key, current, first):
    return key not in current or current[key].numerator != first[key][0].numerator


@pytest.mark.parametrize("seed", range(3))
def test_the_question_says_what_a_plain_loop_says(store, take_in, seed):
    chance = random.Random(seed)
    sent, history = [], []
    for _ in range(4):
        made = tuple(random_return(chance))
        receipt = take_in(*made)
        held = store.query("returns", as_of=None).set_index("id")
        at = held.loc[receipt.return_id, "accepted_at"]
        accepted = {one.key: (one, at) for one in made}
        sent.append((receipt.return_id, made))
        if chance.random() < 0.4:
            withdraw(store, sent[-1][0], by="analyst")
        first = {**accepted, **(history[-1][2] if history else {})}
        history.append((utc_now(), current_now(store, sent), first))
    for moment, current, first in (*history, (None, *history[-1][1:])):
        for indicator in INDICATORS:
            for period_type in PERIOD_TYPES if moment is None else chance.sample(PERIOD_TYPES, 1):
                found = asked(store, indicator, period_type=period_type, as_of=moment)
                shown_type = "month" if indicator == "H17" else period_type
                assert {
                    (one.agency, one.period_start.date()): (
                        None if math.isnan(one.first_numerator) else one.first_numerator,
                        not math.isnan(one.first_value),
                        one.first_at,
                    )
                    for one in found.itertuples()
                } == revised_by_loop(current, first, indicator, shown_type)


def current_now(store, sent):
    """{key: observation} that is current, read from the return and cell that the store names."""
    made = {(number, one.key): one for number, observations in sent for one in observations}
    with store.cursor() as cursor:
        rows = cursor.execute(
            "SELECT return_id, indicator, agency, locality, period_start, period_type"
            " FROM current_observation"
        ).fetchall()
    return {tuple(key): made[number, tuple(key)] for number, *key in rows}


def test_the_point_is_made_of_the_figures_that_the_trend_adds_up(store, take_in):
    chance = random.Random(7)
    take_in(*random_return(chance, reach=0.7))
    take_in(*random_return(chance, reach=0.3))
    compared = 0
    for indicator in INDICATORS:
        for period_type in PERIOD_TYPES:
            found = asked(store, indicator, period_type=period_type)
            compared += len(found)
            shown = trends(
                store,
                [catalogue().indicator(indicator)],
                Selection(period_type=period_type, audience="exact"),
            )
            said = {
                (one.agency, point.period_start): point.numerator
                for one in shown
                for point in one.points.itertuples()
            }
            for point in found.itertuples():
                assert point.numerator == said[point.agency, point.period_start]
    assert compared > 30


def test_a_time_before_a_return_knows_nothing_of_it(store, take_in):
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
