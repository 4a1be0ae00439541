"""Rates and rolling totals are recognised, checked where their parts are there, never stored."""

import pytest

from tests.intake.books import check, codes, tidy

AGENCY = ["Agency: Durham Constabulary"]
MONTHS = ["Apr 25", "May 25", "Jun 25", "Jul 25", "Aug 25", "Sep 25", "Oct 25", "Nov 25",
          "Dec 25", "Jan 26", "Feb 26", "Mar 26", "Apr 26"]  # fmt: skip


def rates(*cells, head="Rate per 10,000"):
    heads = ["Indicator", "Month", "Number", "Population", head]
    return check([AGENCY, heads, ["H03", "Apr 2026", *cells]])


@pytest.mark.parametrize(
    "head",
    ["Rate per 10,000", "per 10 000 children", "Crude rate per 10,000 aged 0-17",
     "RATE PER 10000"],
)  # fmt: skip
def test_a_rate_that_agrees_is_checked_and_not_stored(head):
    checked = rates(5, 2000, 25, head=head)
    assert tidy(checked) == [("H03", "county-wide", "Apr 26", 5, None, "C3")]
    assert checked.faults == ()


@pytest.mark.parametrize("head", ["Rate per 1,000", "Rate per 100 000"])
def test_a_rate_per_another_number(head):
    agreeing = {"Rate per 1,000": 2.5, "Rate per 100 000": 250}[head]
    assert rates(5, 2000, agreeing, head=head).faults == ()
    assert codes(rates(5, 2000, 25, head=head)) == [("E3", "rate-disagrees")]


def test_a_rate_is_as_rounded_as_it_is_written():
    assert rates(7, 1234, 56.7).faults == ()
    assert rates(7, 1234, 57).faults == ()
    assert codes(rates(7, 1234, 56.9)) == [("E3", "rate-disagrees")]


def test_a_rate_without_a_population_is_recognised():
    heads = ["Indicator", "Month", "Number", "Rate per 10,000"]
    checked = check([AGENCY, heads, ["H03", "Apr 2026", 5, 25]])
    assert (len(checked.observations), checked.faults) == (1, ())


def test_a_rate_beside_a_hidden_number_is_recognised():
    assert rates("c", 2000, "c").faults == ()


def test_rates_under_months_in_pairs():
    rows = [AGENCY, ["", "Apr 26", "", "May 26", ""],
            ["Indicator", "Number", "Rate per 10,000", "Number", "Rate per 10,000"],
            ["H03", 5, 25, 6, 30]]  # fmt: skip
    checked = check(rows)
    assert [row[3] for row in tidy(checked)] == [5, 6]
    assert checked.faults == ()


def test_rates_as_rows_of_a_measure():
    rows = [AGENCY, ["Indicator", "Measure", "Apr 26", "May 26"],
            ["H03", "Number", 5, 6], ["H03", "Population", 2000, 2000],
            ["H03", "Rate per 10,000", 25, 31]]  # fmt: skip
    checked = check(rows)
    assert [row[3] for row in tidy(checked)] == [5, 6]
    assert codes(checked) == [("D5", "rate-disagrees")]


def test_one_rate_beside_many_months_says_of_none_of_them():
    checked = check(
        [AGENCY, ["Indicator", "Apr 26", "May 26", "Rate per 10,000"], ["H03", 5, 6, 3]]
    )
    assert (len(checked.observations), checked.faults) == (2, ())


def test_a_rolling_total_beside_its_twelve_months():
    def wide(total):
        return check([AGENCY, ["Indicator", *MONTHS, "Rolling 12 months"],
                      ["H03", 100, *range(1, 13), total]])  # fmt: skip

    assert (len(wide(78).observations), wide(78).faults) == (13, ())
    assert codes(wide(79)) == [("O3", "rolling-disagrees")]


def test_a_rolling_total_of_each_month_down_a_list():
    def long(last):
        lines = [["H03", month, 2, 24 if n > 11 else 99] for n, month in enumerate(MONTHS)]
        return check([AGENCY, ["Indicator", "Month", "Number", "Rolling 12 months"],
                      *lines[:-1], [*lines[-1][:3], last]])  # fmt: skip

    # Only the last two lines have twelve months behind them; what the others say is not known.
    assert codes(long(24)) == [("D14", "rolling-disagrees")]
    assert codes(long(25)) == [("D14", "rolling-disagrees"), ("D15", "rolling-disagrees")]
    assert len(long(24).observations) == 13


def test_a_rolling_total_without_its_months_is_recognised():
    checked = check([AGENCY, ["Indicator", "Apr 26", "May 26", "Rolling 12 months"],
                     ["H03", 5, 6, 70]])  # fmt: skip
    assert (len(checked.observations), checked.faults) == (2, ())
