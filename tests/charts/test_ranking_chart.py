"""Neighbours as ranked bars: ours in its own colour, the quartiles as lines."""

from dscp_data.charts import palette, ranking_chart
from tests.charts.made import RANKED


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
