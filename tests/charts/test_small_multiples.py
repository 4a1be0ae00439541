"""Facets: one scale, the same periods, the order given."""

import pytest

from dscp_data.charts import multiples_frame, small_multiples
from tests.charts import made
from tests.charts.specs import assert_sound, legend_names, y_axis


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("count", [1, 6, 24])
def test_any_number_of_facets_is_sound(count, theme):
    drawn = small_multiples(made.localities(count), "%", "month", theme)
    assert_sound(drawn)
    assert drawn.frame["label"].nunique() == count


def test_the_layers_do_not_depend_on_how_many_there_are():
    six, many = (small_multiples(made.localities(n), "%", "month", "light").spec for n in (6, 24))
    assert len(six["spec"]["layer"]) == len(many["spec"]["layer"])


def test_every_facet_has_the_periods_of_all():
    (one, first), (other, second) = made.localities(2)
    frame = multiples_frame([(one, first.iloc[10:]), (other, second.iloc[:20])], "%", "month")
    assert frame.groupby("label").size().tolist() == [42, 42]
    assert frame["period"].iloc[0] == "Apr 23"


def test_a_facet_without_points_keeps_its_place():
    (one, first), (other, second) = made.localities(2)
    drawn = small_multiples([(one, first), (other, second.iloc[:0])], "%", "month", "light")
    assert_sound(drawn)
    assert (drawn.frame.loc[drawn.frame["label"] == other, "look"] == "").all()


def test_facets_stand_in_the_order_given():
    drawn = small_multiples(made.localities(4), "%", "month", "light")
    assert drawn.spec["facet"]["sort"] == {"field": "order", "op": "min"}
    assert drawn.frame.drop_duplicates("label")["order"].tolist() == [0, 1, 2, 3]


def test_one_scale_holds_the_highest_of_all():
    series = [("low", made.points(range(1, 15))), ("high", made.points(range(101, 115)))]
    axis = y_axis(small_multiples(series, "", "month", "light").spec)
    assert axis["scale"]["domain"][0] == 0
    assert axis["scale"]["domain"][1] >= 114


def test_the_legend_lists_only_signals_and_what_is_not_complete():
    drawn = small_multiples(made.localities(), "%", "month", "light")
    assert legend_names(drawn.spec) == ["Improvement", "Concern"]
    calm = [("calm", made.referrals().assign(direction="", signal="", side=""))]
    assert legend_names(small_multiples(calm, "", "month", "light").spec) == []
