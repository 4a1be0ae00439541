"""A return beside what is held: each rule, where it speaks and where it is silent."""

from datetime import date
from math import nan
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.intake.rules import against_history as history
from dscp_data.intake.rules.against_history import is_sharp
from dscp_data.model.faults import Rule
from dscp_data.model.periods import Period, add_months, month, quarter
from dscp_data.operations.bulk_load import with_history
from tests.making import checked, observation

USUAL = [210.0, 200.0, 190.0, 220.0, 205.0, 195.0, 215.0, 200.0, 210.0, 198.0, 202.0, 207.0]
FIRST = month(2025, 9)
NEXT = month(2026, 9)


def months(values, first=FIRST, **differences):
    """A figure for each month from `first` on."""
    return [
        observation(
            period=Period(add_months(first.start, n), "month"), numerator=value, **differences
        )
        for n, value in enumerate(values)
    ]


def in_both(values):
    """The same figures parted between two districts."""
    halves = [value / 2 for value in values]
    return [*months(halves), *months(halves, locality="teesdale")]


def told(store, *observations, code, content=b"the next file", **differences):
    made = checked(*observations, content=content, **differences)
    return [f for f in with_history(store, made).faults if f.code == code]


def test_a_sharp_change_is_a_query_with_the_figure_and_what_was_usual(store, take_in):
    take_in(*months(USUAL))
    (found,) = told(store, observation(period=NEXT, numerator=412.0), code="sharp-change")
    assert found.message == (
        "E08 Safeguarding referrals is 412 for September 2026; "
        "it was between 190 and 220 in the 12 months before."
    )
    assert (found.severity, found.sheet, found.cell) == ("query", "Sheet1", "B2")


def test_a_fall_is_as_sharp_as_a_rise(store, take_in):
    take_in(*months(USUAL))
    assert told(store, observation(period=NEXT, numerator=20.0), code="sharp-change")


@pytest.mark.parametrize("value", [190.0, 230.0, 245.0])
def test_what_chance_may_do_to_a_count_is_not_asked_about(store, take_in, value):
    take_in(*months(USUAL))
    assert not told(store, observation(period=NEXT, numerator=value), code="sharp-change")


@pytest.mark.parametrize(("held", "asked"), [(7, 0), (8, 1)])
def test_eight_earlier_figures_must_be_stored(store, take_in, held, asked):
    take_in(*months(USUAL)[12 - held :])
    found = told(store, observation(period=NEXT, numerator=412.0), code="sharp-change")
    assert len(found) == asked


def test_years_of_figures_in_a_first_file_are_not_asked_about(store):
    assert not told(store, *months([*USUAL, 412.0]), code="sharp-change")


def test_the_localities_of_an_agency_are_added_up(store, take_in):
    take_in(*in_both(USUAL))
    halves = [
        observation(period=NEXT, locality=place, numerator=103.0)
        for place in ("easington", "teesdale")
    ]
    assert not told(store, *halves, code="sharp-change")


def test_a_district_that_is_missing_is_reported_and_not_queried_as_a_fall(store, take_in):
    take_in(*in_both(USUAL))
    sent = observation(period=NEXT, numerator=10.0)
    assert not told(store, sent, code="sharp-change")
    assert told(store, sent, code="missing-since-last-time")


def test_a_rise_is_sharp_even_where_a_district_is_missing(store, take_in):
    take_in(*in_both(USUAL))
    sent = observation(period=NEXT, numerator=412.0)
    assert told(store, sent, code="sharp-change")
    assert told(store, sent, code="missing-since-last-time")


def test_a_small_correction_of_a_sharp_figure_is_not_asked_about_again(store, take_in):
    take_in(*months([*USUAL, 412.0]))
    assert not told(store, observation(period=NEXT, numerator=415.0), code="sharp-change")
    assert told(store, observation(period=NEXT, numerator=512.0), code="sharp-change")


def test_a_season_that_comes_back_is_not_sharp(store, take_in):
    take_in(*months([*USUAL[:11], 90.0, *USUAL[:11]]))
    assert not told(store, *months([95.0], first=month(2027, 8)), code="sharp-change")


def test_another_agencys_history_says_nothing(store, take_in):
    take_in(*months(USUAL, indicator="E14", agency="hdft"), agency="hdft")
    sent = observation(indicator="E14", agency="schools", period=NEXT, numerator=412.0)
    assert not told(store, sent, code="sharp-change", agency="schools")


def test_a_suppressed_figure_has_no_history(store, take_in):
    take_in(*months(USUAL))
    sent = observation(period=NEXT, numerator=None, status="suppressed")
    assert not told(store, sent, code="sharp-change")


@given(
    st.lists(st.integers(0, 400).map(float), min_size=8, max_size=24),
    st.integers(0, 800).map(float),
)
def test_a_sharp_change_follows_the_rule(earlier, value):
    ordered, middle = sorted(earlier), median(earlier)
    spread = 1.4826 * sorted(abs(x - middle) for x in earlier)[len(earlier) // 2]
    if len(earlier) % 2 == 0:
        away = sorted(abs(x - middle) for x in earlier)
        spread = 1.4826 * (away[len(away) // 2 - 1] + away[len(away) // 2]) / 2
    outside = value < ordered[0] or value > ordered[-1]
    far = abs(value - middle) > 3.5 * spread and abs(value - middle) > 3.5 * middle**0.5
    assert is_sharp(value, earlier) == (outside and far and abs(value - middle) >= 10)


def test_what_is_not_known_is_never_sharp():
    assert not is_sharp(nan, USUAL)


def test_a_district_in_the_last_return_but_not_in_this_one_is_named(store, take_in):
    take_in(*(observation(locality=place) for place in ("easington", "teesdale", "sedgefield")))
    (found,) = told(store, observation(period=month(2025, 5)), code="missing-since-last-time")
    assert found.message == (
        "E08 Safeguarding referrals: 2 of 3 rows of last time missing for May 2025: "
        "Sedgefield and Teesdale."
    )
    assert found.severity == "warning"


def test_a_correction_of_one_district_lacks_no_accepted_figure(store, take_in):
    take_in(*in_both([10.0, 12.0]))
    sent = observation(period=month(2025, 10), numerator=11.0)
    assert not told(store, sent, code="fewer-rows")
    assert not told(store, sent, code="missing-since-last-time")


def test_a_county_wide_figure_leaves_nothing_out(store, take_in):
    take_in(observation())
    sent = observation(period=month(2025, 5), locality="county-wide")
    assert not told(store, sent, code="missing-since-last-time")


def test_a_file_that_replaces_another_lists_what_it_leaves_out(store, take_in):
    take_in(observation(), observation(locality="teesdale"), observation(locality="sedgefield"))
    (found,) = told(store, observation(numerator=11.0), code="fewer-rows")
    assert "lacks 2 figures that it gave: E08 Safeguarding referrals (2)." in found.message
    assert found.severity == "warning"


def test_what_a_file_takes_out_no_longer_counts_as_accepted(store, take_in):
    take_in(*in_both([10.0]))
    take_in(*in_both([10.0, 12.0])[1::2])
    sent = observation(period=month(2025, 10), numerator=11.0)
    assert told(store, sent, code="fewer-rows")
    assert told(store, sent, code="missing-since-last-time")


def test_indicators_owed_for_the_period_and_nowhere_are_named(store, take_in):
    sent = observation(agency="housing", indicator="H08", period=month(2025, 6))
    (found,) = told(store, sent, code="owed-and-missing", agency="housing")
    assert found.message.startswith(
        "Housing Solutions owes H09, H12, H13, E06, E13, T01 and T05 for April to June 2025"
    )
    take_in(observation(agency="housing", indicator="H09", period=quarter(2025, 1)))
    (found,) = told(store, sent, code="owed-and-missing", agency="housing")
    assert "H09" not in found.message


def test_what_has_not_ended_with_the_file_is_not_missing_from_it(store):
    sent = observation(agency="housing", indicator="H08", period=month(2025, 5))
    assert not told(store, sent, code="owed-and-missing", agency="housing")


def test_the_year_is_owed_with_the_quarter_it_ends_in(store):
    for period, owed in ((quarter(2025, 3), False), (quarter(2025, 4), True)):
        sent = observation(agency="public-health", indicator="H12", period=period)
        (found,) = told(store, sent, code="owed-and-missing", agency="public-health")
        assert ("H05" in found.message) == owed


def test_the_same_file_as_accepted_has_no_new_faults(store, take_in):
    take_in(*months(USUAL))
    take_in(observation(period=NEXT, numerator=412.0))
    again = checked(observation(period=NEXT, numerator=412.0), content=b"file 1")
    assert with_history(store, again) == again


def test_a_register_alone_has_no_figures_to_compare(store, take_in):
    take_in(*months(USUAL))
    register = checked(content=b"a register", cut_off=date(2026, 9, 30))
    assert with_history(store, register) == register


def test_no_rule_of_history_blocks_a_return():
    rules = [found for found in vars(history).values() if isinstance(found, Rule)]
    assert len(rules) == 6
    assert {found.severity for found in rules} == {"query", "warning"}
