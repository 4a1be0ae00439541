"""What is in a table of verdicts, and how many of its signals chance alone would give."""

import pandas as pd
import pytest

from dscp_data.summaries.table_counts import describe_chance, describe_extent


def table(**statuses):
    said = [status.replace("_", " ") for status, count in statuses.items() for _ in range(count)]
    return pd.DataFrame({"status": said, "indicator": [f"I{n}" for n in range(len(said))]})


@pytest.mark.parametrize(
    ("statuses", "says"),
    [
        (
            {"improvement": 3, "common_cause": 38, "too_few_points": 9},
            "3 of the 41 series that can be judged have a signal. "
            "By chance alone, fewer than 1 would.",
        ),
        (
            {"concern": 1, "common_cause": 169},
            "1 of the 170 series that can be judged has a signal. By chance alone, about 2 would.",
        ),
        ({"not_judged": 4}, ""),
    ],
)
def test_a_table_shows_how_many_signals_chance_would_give(statuses, says):
    assert describe_chance(table(**statuses)) == says


def test_indicators_are_counted_apart_from_series():
    both = table(common_cause=3).assign(indicator=["H03", "H03", "E08"])
    assert describe_extent(both) == "2 indicators, 3 series"
    assert describe_extent(table(common_cause=3)) == "3 indicators"
