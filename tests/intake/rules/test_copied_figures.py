"""Figures that repeat an earlier period or another agency, unless chance explains it."""

import random

import pytest

from dscp_data.model.periods import Period, add_months, month, quarter
from dscp_data.operations.bulk_load import with_history
from tests.making import checked, observation

APRIL = month(2026, 4)
PLACES = ("easington", "sedgefield", "teesdale", "derwentside")


def block(values, first=APRIL, **differences):
    """A figure for each of three months from `first` and each place, in that order."""
    months = [Period(add_months(first.start, n), "month") for n in range(3)]
    keys = [(period, place) for period in months for place in PLACES]
    return [
        observation(period=period, locality=place, numerator=float(value), **differences)
        for (period, place), value in zip(keys, values, strict=True)
    ]


USUAL = [61, 48, 17, 33, 57, 52, 21, 30, 66, 45, 19, 38]
JULY = month(2026, 7)


def asked(store, *observations, code="copied-period"):
    made = checked(*observations, content=b"the next file")
    return [f for f in with_history(store, made).faults if f.code == code]


def test_a_quarter_copied_from_the_one_before_is_one_query(store, take_in):
    take_in(*block(USUAL))
    (found,) = asked(store, *block(USUAL, JULY))
    assert found.severity == "query"
    assert found.message == (
        "12 of 12 figures of E08 for July 2026 to September 2026 are the same as those for "
        "April 2026 to June 2026."
    )


def test_both_quarters_may_stand_in_one_file(store):
    assert len(asked(store, *block(USUAL), *block(USUAL, JULY))) == 1


def test_a_copy_with_one_figure_typed_over_is_still_a_copy(store, take_in):
    take_in(*block(USUAL))
    (found,) = asked(store, *block([62, *USUAL[1:]], JULY))
    assert found.message.startswith("11 of 12 figures")


def test_a_month_copied_from_the_one_before_is_asked_about(store):
    agency_wide = [
        observation(indicator=indicator, period=period, numerator=float(value))
        for period in (month(2026, 5), month(2026, 6))
        for indicator, value in zip(("E01", "E02", "E08", "E10", "E14", "E15"), USUAL, strict=False)
    ]
    (found,) = asked(store, *agency_wide)
    assert "for June 2026 are the same as those for May 2026" in found.message


@pytest.mark.parametrize("values", [[100] * 12, [100, 100, 101, 101, 102, 102] * 2])
def test_a_series_of_hardly_any_values_is_no_copy(store, values):
    assert not asked(store, *block(values), *block(values, JULY))


@pytest.mark.parametrize("value", [0, 1])
def test_small_counts_are_often_the_same_by_chance(store, take_in, value):
    take_in(*block([value] * 6 + [0] * 6))
    assert not asked(store, *block([value] * 6 + [0] * 6, JULY))


def test_independent_counts_are_not_asked_about(store, take_in):
    chance = random.Random(13)
    draw = [[max(0, round(chance.gauss(mean, mean**0.5))) for mean in USUAL] for _ in range(2)]
    take_in(*block(draw[0]))
    assert not asked(store, *block(draw[1], JULY))


def test_figures_that_were_accepted_before_are_not_asked_about_again(store, take_in):
    take_in(*block(USUAL), *block(USUAL, JULY))
    assert not asked(store, *block(USUAL), *block(USUAL, JULY))


def test_the_state_of_something_on_a_day_may_stay_as_it_is(store, take_in):
    take_in(*block(USUAL, indicator="H20"))
    assert not asked(store, *block(USUAL, JULY, indicator="H20"))


def test_quarters_are_compared_with_quarters(store):
    indicators = ("E01", "E02", "E08", "E10", "E14", "E15")
    figures = [
        observation(indicator=indicator, period=period, numerator=float(value))
        for period in (quarter(2026, 1), quarter(2026, 2))
        for indicator, value in zip(indicators, USUAL, strict=False)
    ]
    assert len(asked(store, *figures)) == 1


def test_figures_that_another_agency_sent_are_asked_about(store, take_in):
    take_in(*block(USUAL, indicator="H03", agency="durham-constabulary"))
    same = block(USUAL, indicator="H03")
    (found,) = asked(store, *same, code="copied-agency")
    assert found.message == (
        "12 of 12 figures of H03 are the same as those that Durham Constabulary sent."
    )


def test_another_agency_may_have_a_few_of_the_same(store, take_in):
    take_in(*block(USUAL, indicator="H03", agency="durham-constabulary"))
    other = [value + 7 for value in USUAL[:9]] + USUAL[9:]
    assert not asked(store, *block(other, indicator="H03"), code="copied-agency")
