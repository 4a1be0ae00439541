"""What is marked as revised, derived again in plain loops over random histories of returns."""

import math
import random

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.model.clock import utc_now
from dscp_data.model.periods import PERIOD_TYPES, month, quarter, year
from dscp_data.store import withdraw
from dscp_data.trends import Selection, trends
from dscp_data.trends.revisions import revisions
from tests.aggregation.oracle import added, figure_of
from tests.making import observation

PLACES = ("easington", "teesdale")
AGENCIES = ("dcc-csc", "durham-constabulary")
PERIODS = (*(month(2025, m) for m in range(4, 13)), quarter(2025, 1), quarter(2025, 2), year(2025))
INDICATORS = {"E08": "sum", "E04": "pool", "H20": "last", "H17": "none", "H03": "sum"}
KNOWN = ("reported", "nil", "not applicable")


def revised_points(store, indicator, **selection):
    selection = Selection(**selection, audience="exact")
    return revisions(store, store.plan.indicator(indicator), selection)


def random_return(chance, reach=None):
    reach = reach or chance.choice((0.1, 0.9))
    for indicator in INDICATORS:
        for agency in AGENCIES:
            for period in PERIODS:
                for place in PLACES:
                    if chance.random() < reach:
                        suppressed = chance.random() < 0.05
                        yield observation(
                            indicator=indicator,
                            agency=agency,
                            period=period,
                            locality=place,
                            numerator=None if suppressed else float(chance.randint(0, 3)),
                            denominator=10.0 if indicator == "E04" else None,
                            status="suppressed" if suppressed else "reported",
                        )


def parts_of_points(keys, period_type, aggregation):
    """{start of a point: its keys}. Each key is numbered by a power of two, so that a sum
    shows what is in it."""
    points = {}
    for agency in AGENCIES:
        for place in PLACES:
            own = [key for key in keys if key.agency == agency and key.locality == place]
            numbered = {key.period: (2**n, None) for n, key in enumerate(own)}
            for start, (total, _, _) in figure_of(numbered, period_type, aggregation).items():
                inside = [key for n, key in enumerate(own) if total >> n & 1]
                points.setdefault(start, []).extend(inside)
    return points


def by_agency(keys, indicator, period_type):
    """{(agency or "all", start of a point): its keys}"""
    points = {}
    own = [key for key in keys if key.indicator == indicator]
    for start, inside in parts_of_points(own, period_type, INDICATORS[indicator]).items():
        for one in inside:
            whose = one.agency if indicator == "H03" else "all"
            points.setdefault((whose, start), []).append(one)
    return points


def revised_by_loop(current, first, indicator, period_type):
    """{(agency, start): (first numerator, first value known, first accepted at)}"""
    now = by_agency(current.values(), indicator, period_type)
    then = by_agency([one for one, _ in first.values()], indicator, period_type)
    accepted_at = {key: at for key, (_, at) in first.items()}
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
                max(accepted_at[one.key] for one in firsts),
            )
    return found


def is_revised(key, current, first):
    return key not in current or current[key].numerator != first[key][0].numerator


@pytest.mark.parametrize("seed", range(3))
def test_revised_points_are_those_of_a_plain_loop(store, take_in, seed):
    chance = random.Random(seed)
    sent, history = [], []
    for _ in range(4):
        made = tuple(random_return(chance))
        receipt = take_in(*made)
        returns = store.query("returns", as_of=None).set_index("id")
        at = returns.loc[receipt.return_id, "accepted_at"]
        accepted = {one.key: (one, at) for one in made}
        sent.append((receipt.return_id, made))
        if chance.random() < 0.4:
            withdraw(store, sent[-1][0], by="analyst")
        first = {**accepted, **(history[-1][2] if history else {})}
        history.append((utc_now(), current_now(store, sent), first))
    for moment, current, first in (*history, (None, *history[-1][1:])):
        for indicator in INDICATORS:
            for period_type in PERIOD_TYPES if moment is None else chance.sample(PERIOD_TYPES, 1):
                found = revised_points(store, indicator, period_type=period_type, as_of=moment)
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


def test_a_revised_point_adds_up_the_figures_that_its_trend_adds_up(store, take_in):
    chance = random.Random(7)
    take_in(*random_return(chance, reach=0.7))
    take_in(*random_return(chance, reach=0.3))
    compared = 0
    for indicator in INDICATORS:
        for period_type in PERIOD_TYPES:
            found = revised_points(store, indicator, period_type=period_type)
            compared += len(found)
            shown = trends(
                store,
                [catalogue().indicator(indicator)],
                Selection(period_type=period_type, audience="exact"),
            )
            of_trends = {
                (one.agency, point.period_start): point.numerator
                for one in shown
                for point in one.points.itertuples()
            }
            for point in found.itertuples():
                assert point.numerator == of_trends[point.agency, point.period_start]
    assert compared > 30
