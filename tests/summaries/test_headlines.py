"""A page's heading says what the statistics carry, in about ten words."""

from datetime import date

import pandas as pd
import pytest

from dscp_data.model.clock import SAMPLE_DAY
from dscp_data.summaries.headlines import (
    describe_apart,
    describe_changes_since,
    describe_now,
    describe_priority,
    split_finding,
)

SINCE = date(2026, 10, 7)


@pytest.fixture(autouse=True)
def _in_that_year(monkeypatch):
    monkeypatch.setenv(SAMPLE_DAY, "2026-11-30")


def table(*rows):
    return pd.DataFrame(rows, columns=["status", "short_name"])


@pytest.mark.parametrize(
    ("statuses", "says"),
    [
        ([], "Nothing got better or worse since 7 October"),
        (["not judged"], "Nothing got better or worse since 7 October"),
        (["improvement"], "One improvement since 7 October, no new concern"),
        (["improvement"] * 2, "Two improvements since 7 October, no new concern"),
        (["concern"], "One new concern since 7 October"),
        (["concern"] * 2 + ["improvement"], "Two new concerns since 7 October, one improvement"),
        (["up", "down"], "Two series moved since 7 October, no new concern"),
    ],
)
def test_the_overview_counts_what_is_new(statuses, says):
    assert describe_changes_since(statuses, SINCE) == says


@pytest.mark.parametrize(
    ("localities", "says"),
    [
        (["easington", "easington"], "one locality differs"),
        (["easington", "teesdale"], "two localities differ"),
    ],
)
def test_localities_that_differ_are_counted_once_each(localities, says):
    assert describe_apart(localities) == says


def test_a_year_other_than_the_current_one_is_written():
    assert describe_changes_since([], date(2024, 3, 5)).endswith("since 5 March 2024")


def test_without_news_it_says_how_things_stand():
    rows = [("improvement", "A"), ("common cause", "B")]
    assert describe_now(table(*rows)) == "One improvement and no concern"
    assert describe_now(table(rows[1])) == "No signal; 1 series varies as usual"
    assert describe_now(table(("not clear", "A"))) == "Rounded figures show no clear signal"
    assert describe_now(table(("no figures", "A"))) == "Too few figures to judge yet"


def test_a_priority_names_what_moved_and_a_concern_before_an_improvement():
    rows = [
        ("improvement", "Re-referrals within 12 months"),
        ("concern", "NEET at age 16 and 17"),
        ("common cause", "Cases stepped up"),
        ("common cause", "Cases stepped down"),
    ]
    assert describe_priority("Early identification", table(*rows)) == (
        "Early identification: a concern in NEET at age 16 and 17 and an improvement in "
        "re-referrals within 12 months; 2 vary as usual"
    )


def test_many_of_a_kind_are_counted_and_not_named():
    rows = [("concern", name) for name in "ABC"]
    assert describe_priority("Early identification", table(*rows)) == (
        "Early identification: three concerns"
    )


def test_a_proper_noun_keeps_its_capital():
    said = describe_priority("Help", table(("improvement", "Early Help referrals")))
    assert said == "Help: an improvement in Early Help referrals"


def test_what_cannot_be_judged_is_not_called_usual():
    rows = [("not judged", "A"), ("too few points", "B"), ("common cause", "C")]
    assert describe_priority("Help", table(*rows)) == "Help: no signal; 1 series varies as usual"


def test_the_heading_of_an_indicator_is_the_main_clause_of_its_finding():
    assert split_finding(
        "Referrals: 290 in August 2026, within the usual range for August of 279 to 408, as in "
        "each August (2025: 354); 452 in September 2026 (provisional) is not judged until it is "
        "final"
    ) == (
        "Referrals: 290 in August 2026, within the usual range for August of 279 to 408",
        "As in each August (2025: 354). 452 in September 2026 (provisional) is not judged until it "
        "is final.",
    )
    assert split_finding("Referrals: 5 in May 2026") == ("Referrals: 5 in May 2026", "")
