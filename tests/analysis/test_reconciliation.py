"""Two ends of one thing: only periods that both have whole, and the gap in words."""

from datetime import date

import pytest

from dscp_data.analysis.reconciliation import describe_gaps, gap_finding, reconciliation
from dscp_data.model.periods import Period, add_months, month
from dscp_data.statistics import xmr
from dscp_data.trends import Selection
from tests.making import observation

START = month(2025, 4)
POLICE, COUNCIL = "durham-constabulary", "dcc-csc"


def sent(agency, numbers, indicator="H03", **differences):
    """A number a month; None is a month that is not sent."""
    for place, number in enumerate(numbers):
        if number is not None:
            period = Period(add_months(START.start, place), "month")
            yield observation(
                indicator=indicator, agency=agency, period=period, numerator=float(number),
                **differences,
            )  # fmt: skip


@pytest.fixture
def take_both(take_in):
    def hold(police, council, **differences):
        take_in(*sent(POLICE, police, **differences), *sent(COUNCIL, council, **differences))

    return hold


def found_of(store, pair="nrm", **selection):
    return reconciliation(store, store.plan.pair(pair), Selection(**selection, audience="exact"))


def test_the_gap_is_the_first_less_the_second(store, take_both):
    take_both([6, 2, 3], [2, 2, 5])
    rows = found_of(store).rows
    assert rows[["first", "second", "gap"]].to_numpy().tolist() == [
        [6, 2, 4],
        [2, 2, 0],
        [3, 5, -2],
    ]


def test_only_months_that_both_sent_are_compared(store, take_both):
    take_both([6, None, 3, 4], [2, 2, 5, None])
    starts = found_of(store).rows["period_start"].dt.date.tolist()
    assert starts == [date(2025, 4, 1), date(2025, 6, 1)]


def test_a_quarter_with_missing_months_is_not_compared(store, take_both):
    take_both([1] * 6, [2] * 5)
    found = found_of(store, period_type="quarter")
    assert found.rows["gap"].tolist() == [-3]
    assert found.latest.name == "April to June 2025"


def test_a_suppressed_figure_is_not_compared(store, take_both, take_in):
    take_both([1], [2])
    take_in(
        observation(indicator="H03", agency=POLICE, period=START.next, numerator=None,
                    status="suppressed"),
        observation(indicator="H03", agency=COUNCIL, period=START.next, numerator=3.0),
    )  # fmt: skip
    assert len(found_of(store).rows) == 1


def test_the_agencies_chosen_do_not_matter_and_the_place_does(store, take_both):
    take_both([6], [2])
    assert len(found_of(store, agencies=(POLICE,)).rows) == 1
    elsewhere = found_of(store, localities=("teesdale",))
    assert elsewhere.latest is None
    assert gap_finding(elsewhere) == (
        "Durham Constabulary and Children's Social Care have no month in which both reported "
        "complete figures for NRM referrals for people aged under 18."
    )


def test_some_pairs_compare_what_the_shares_are_of(store, take_in):
    take_in(
        *sent(POLICE, [5], indicator="H02", denominator=50.0),
        *sent(COUNCIL, [5], indicator="H02", denominator=40.0),
    )
    assert found_of(store, "episodes").rows["gap"].tolist() == [10]


@pytest.mark.parametrize(
    ("police", "council", "words"),
    [
        (6, 2, "Durham Constabulary reported 4 more NRM referrals for people aged under 18 than "
               "Children's Social Care in April 2025: 6 and 2."),
        (2, 6, "Durham Constabulary reported 4 fewer NRM referrals for people aged under 18 than "
               "Children's Social Care in April 2025: 2 and 6."),
        (3, 3, "Durham Constabulary and Children's Social Care reported the same number of NRM "
            "referrals for people aged under 18 in April 2025: 3."),
    ],
)  # fmt: skip
def test_the_finding_names_both_and_the_gap(store, take_both, police, council, words):
    take_both([police], [council])
    assert gap_finding(found_of(store)) == words


def test_it_shows_how_often_both_agreed_and_what_they_add_up_to(store, take_both):
    take_both([6, 2, 3], [2, 2, 5])
    assert describe_gaps(found_of(store)) == (
        "The figures matched in 1 of the 3 months that both reported. The totals were 11 and 9. "
        "The numbers are too small to show a usual gap."
    )


def test_larger_numbers_have_a_usual_gap_that_no_missing_month_bridges(store, take_both):
    police = [20, 22, 19, 24, 21, 20, 23, None, 22, 20, 21, 23, 22, 24, 60]
    council = [18, 21, 20, 22, 20, 19, 20, 19, 21, 22, 20, 21, 19, 22, 20]
    take_both(police, council)
    found = found_of(store)
    gaps = [None if p is None else p - c for p, c in zip(police, council, strict=True)]
    limits = xmr(gaps).iloc[-1]
    assert found.usual == pytest.approx((limits["lower_limit"], limits["upper_limit"]))
    assert describe_gaps(found).endswith(
        f"The latest gap is outside its usual range of −{-found.usual[0]:.1f} "
        f"to +{found.usual[1]:.0f}."
    )
