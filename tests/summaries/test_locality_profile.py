"""A locality's page leads with what is unlike the others, and loses no series."""

import pandas as pd
import pytest

from dscp_data.analysis.locality_standing import Comparison, LocalityStanding
from dscp_data.summaries.locality_profile import describe_profile, profile_of


def standing(indicator, word="like", meaning="", value=20.0):
    compared = Comparison(value, 20, 100, 20.0, 12.0, 28.0, 8.0, 32.0)
    return LocalityStanding(indicator, "all", "easington", word, meaning, "", "", compared)


def table_of(**statuses):
    rows = [(id, "all", status) for id, status in statuses.items()]
    return pd.DataFrame(rows, columns=["indicator", "agency", "status"])


def profile(table, *standings):
    return profile_of(table, {(one.indicator, one.agency): one for one in standings})


def test_outliers_come_first_and_then_what_lies_furthest_from_all():
    found = profile(
        table_of(A="common cause", B="common cause", C="common cause", D="common cause"),
        standing("A", value=21),
        standing("B", value=10),
        standing("C", "above", "improvement", value=40),
        standing("D", "below", "concern", value=5),
    )
    assert [one.indicator for one in found.compared] == ["D", "C", "B", "A"]


def test_every_series_is_on_the_page():
    table = table_of(A="common cause", B="concern", C="too few points", D="not by locality")
    found = profile(table, standing("A"), standing("C", "not comparable"))
    parts = (found.signals, found.not_comparable, found.not_by_locality)
    assert [list(part["indicator"]) for part in parts] == [["B"], ["C"], ["D"]]
    assert [one.indicator for one in found.compared] == ["A"]


@pytest.mark.parametrize(
    ("standings", "said"),
    [
        ([], "Easington cannot be compared with the other localities"),
        (
            [standing("A"), standing("B")],
            "Easington is like the other localities in all 2 percentages that can be compared",
        ),
        (
            [standing("A"), standing("B", "below", "concern")],
            "Easington differs from the other localities in 1 of 2 percentages",
        ),
    ],
)
def test_the_heading_says_no_more_than_the_funnels(standings, said):
    assert describe_profile("Easington", profile(table_of(A="common cause"), *standings)) == said


def test_the_heading_counts_signals_of_its_own():
    found = profile(table_of(A="concern"), standing("B"))
    assert describe_profile("Easington", found).endswith("; 1 signal of its own")


@pytest.mark.parametrize(("value", "position"), [(20, 0), (32, 1), (8, -1), (14, -0.5), (44, 2)])
def test_a_position_is_in_widths_of_what_chance_allows(value, position):
    compared = standing("A", value=value).compared
    assert compared.position == pytest.approx(position)
