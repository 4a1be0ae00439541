"""Did it work? What a series shows since an action was agreed."""

from datetime import date

import pytest

from dscp_data.meetings.effect import describe_effect, effect_since
from dscp_data.trends import Selection, trends

USUAL = [40, 44, 41, 39, 43, 42, 40, 45, 41, 38, 42, 43]


@pytest.fixture
def said(store, take_in_months):
    """What is said of months of safeguarding referrals from April 2024, since a day."""

    def describe(numbers, day):
        take_in_months(numbers)
        (trend,) = trends(store, [store.plan.indicator("E08")], Selection(audience="exact"))
        return describe_effect(effect_since(trend, day), "month")

    return describe


def test_before_a_month_has_followed_it_is_too_early(said):
    assert "too early" in said(USUAL * 2, date(2026, 4, 1))


def test_months_without_a_signal_are_counted(said):
    assert said(USUAL * 2, date(2025, 12, 5)) == "No signal in 3 months since"


def test_a_signal_that_followed_is_named_without_calling_the_action_its_cause(said):
    text = said([*USUAL * 2, 90], date(2025, 12, 5))
    assert text.startswith("A concern followed, first in April 2026.")
    assert "does not show" in text


def test_a_signal_that_was_there_before_did_not_follow(said):
    text = said([*USUAL * 2, 90, 91, 92], date(2026, 5, 20))
    assert text == "A concern was there before the action was agreed, and still is"
