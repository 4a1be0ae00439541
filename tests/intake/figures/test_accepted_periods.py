"""A quarter held against months that were accepted before, and months against a quarter."""

from dscp_data.model.periods import month, quarter
from dscp_data.operations.bulk_load import with_history
from tests.making import checked, observation

FIRST = quarter(2026, 1)
MONTHS = [month(2026, number) for number in (4, 5, 6)]


def months(*values, cells=("B2", "B3", "B4")):
    return [
        observation(period=period, numerator=float(value), cell=cell)
        for period, value, cell in zip(MONTHS, values, cells, strict=False)
    ]


def asked(store, *observations):
    made = checked(*observations, content=b"the next file")
    return [f for f in with_history(store, made).faults if f.code == "held-period-disagrees"]


def test_a_quarter_that_differs_from_its_accepted_months_is_a_query(store, take_in):
    take_in(*months(1, 2, 3))
    (found,) = asked(store, observation(period=FIRST, numerator=60.0, cell="D9"))
    assert (found.severity, found.cell) == ("query", "D9")
    assert "April to June 2026 is 60" in found.message
    assert "add up to 6" in found.message


def test_months_that_differ_from_their_accepted_quarter_are_asked_about_at_the_last(store, take_in):
    take_in(observation(period=FIRST, numerator=60.0))
    (found,) = asked(store, *months(1, 2, 3))
    assert found.cell == "B4"


def test_the_last_month_of_a_quarter_is_compared_with_it(store, take_in):
    take_in(observation(period=FIRST, numerator=6.0), *months(1, 2))
    assert not asked(store, observation(period=MONTHS[2], numerator=3.0))
    assert asked(store, observation(period=MONTHS[2], numerator=33.0))


def test_a_quarter_with_a_month_unknown_is_not_asked_about(store, take_in):
    take_in(*months(1, 2))
    assert not asked(store, observation(period=FIRST, numerator=60.0))


def test_a_corrected_month_is_compared_in_place_of_the_accepted_one(store, take_in):
    take_in(*months(1, 2, 3))
    corrected = observation(period=MONTHS[2], numerator=57.0)
    assert not asked(store, corrected, observation(period=FIRST, numerator=60.0))


def test_both_in_the_file_alone_are_no_matter_of_accepted_data(store):
    assert not asked(store, *months(1, 2, 3), observation(period=FIRST, numerator=60.0))
