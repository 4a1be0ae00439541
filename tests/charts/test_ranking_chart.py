"""Neighbours as ranked bars: ours in its own colour, the quartiles as lines."""

import pandas as pd

from dscp_data.charts import palette, ranking_chart

RANKED = pd.DataFrame(
    {
        "area": ["Halton", "County Durham", "Tameside"],
        "value": [15.0, 18.7, 22.0],
        "role": ["neighbours", "own", "neighbours"],
        "quarter": [1, 2, 4],
        "value_words": ["15.0%", "18.7%", "22.0%"],
    }
)


def test_bars_stand_in_order_with_their_values_and_the_quartiles_once():
    frame, spec = ranking_chart(RANKED, [16.0, 18.5, 21.0], "%", "light")
    assert frame["order"].tolist() == [0, 1, 2]
    assert frame["in_words"].iloc[1] == "County Durham: 18.7%"
    assert frame["median_words"].tolist() == ["Median 18.5%", "", ""]
    own = next(
        one for one in spec["layer"] if one["mark"].get("color") == palette("light").series[0]
    )
    assert own["mark"]["type"] == "bar"
    assert [one["mark"]["type"] for one in spec["layer"]].count("rule") == 3
