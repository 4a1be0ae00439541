"""Published figures at their own periods, newest first, counts whole."""

from datetime import date

import pandas as pd
import pytest

from dscp_data.comparators.comparison import (
    comparison,
    format_published,
    published_table,
    short_period,
)
from dscp_data.model.periods import quarter


def published(*quarters, unit="referrals"):
    spans = [quarter(year, number) for year, number in quarters]
    return pd.DataFrame(
        {
            "area_type": "police force area",
            "area_name": "Durham Constabulary",
            "period_label": [span.name for span in spans],
            "period_start": pd.to_datetime([span.start for span in spans]),
            "period_end": pd.to_datetime([span.end for span in spans]),
            "value": [float(n) for n in range(1, len(spans) + 1)],
            "unit": unit,
            "comparable": False,
        }
    )


def test_quarters_of_one_year_have_a_place_each_on_the_axis():
    frame = comparison(published((2022, 1), (2022, 2), (2022, 3)))
    assert frame["period"].tolist() == ["Q1 22/23", "Q2 22/23", "Q3 22/23"]


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        (date(2024, 4, 1), date(2025, 3, 31), "2024/25"),
        (date(2024, 4, 1), date(2024, 4, 30), "Apr 24"),
        (date(2024, 12, 1), date(2025, 2, 28), "as published"),
        (date(2025, 3, 31), date(2025, 3, 31), "as published"),
    ],
)
def test_a_span_that_is_no_period_of_ours_is_shown_as_published(start, end, says):
    assert short_period(start, end, "as published") == says


def test_the_table_has_the_newest_period_first_and_whole_counts():
    table = published_table(comparison(published((2022, 2), (2023, 3), (2023, 1))), "referrals")
    assert list(table.columns) == [
        "Place",
        "October to December 2023",
        "April to June 2023",
        "July to September 2022",
    ]
    assert table.iloc[0, 1:].tolist() == ["2", "3", "1"]


@pytest.mark.parametrize(
    ("value", "unit", "says"),
    [
        (5.0, "referrals", "5"),
        (18.66, "%", "18.7%"),
        (520.0, "per 10,000 children", "520.0"),
        (float("nan"), "%", "–"),
    ],
)
def test_a_published_figure_is_written_for_its_unit(value, unit, says):
    assert format_published(value, unit) == says
