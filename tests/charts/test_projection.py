"""Charts for a projector."""

from dscp_data.charts.projection import GROWING, for_projection
from dscp_data.charts.tokens import FONT_SIZE


def test_every_text_of_the_desk_s_size_grows_and_other_sizes_stay():
    axis = {"labelFontSize": FONT_SIZE, "tickSize": 4}
    spec = {"config": {"axis": axis}, "layer": [{"mark": {"fontSize": FONT_SIZE, "size": 13}}]}
    seen = for_projection(spec)
    assert seen["config"]["axis"] == {"labelFontSize": GROWING, "tickSize": 4}
    assert seen["layer"] == [{"mark": {"fontSize": GROWING, "size": 13}}]


def test_the_desk_s_spec_stays_as_it_is():
    spec = {"layer": [{"mark": {"fontSize": FONT_SIZE}}]}
    for_projection(spec)
    assert spec == {"layer": [{"mark": {"fontSize": FONT_SIZE}}]}
