"""A trend's spec: sound, from zero, and with a legend only for what is there."""

from datetime import date

import pytest

from dscp_data.charts import trend_chart, trend_spec
from dscp_data.charts.tokens import DARK, LIGHT
from tests.charts import made
from tests.charts.specs import assert_sound, layers_of, legend_names, marks_of, y_axis

RUN = {"chart": "run"}
KINDS = {
    "p": (made.rereferrals(), "%", "month"),
    "xmr": (made.referrals(missing={20: "not sent"}, provisional=(40,)), "", "month"),
    "run": (made.points([12, 14, 9, 16, 11, 13], **RUN), "", "month"),
    "quarter": (made.rereferrals(20, period_type="quarter"), "%", "quarter"),
    "year": (made.rereferrals(14, period_type="year"), "%", "year"),
    "cohort": (made.areas_resolved(), "%", "month"),
    "empty": (made.referrals().iloc[:0], "", "month"),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_trend_is_sound(kind, theme):
    assert_sound(trend_chart(*KINDS[kind], theme))


@pytest.mark.parametrize("kind", KINDS)
def test_the_y_axis_starts_at_zero_with_few_ticks(kind):
    axis = y_axis(trend_chart(*KINDS[kind], "light").spec)
    assert axis["scale"]["domain"][0] == 0
    assert len(axis["axis"]["values"]) <= 6


def test_an_average_may_start_elsewhere():
    drawn = trend_chart(made.referrals(), "", "month", "light", from_zero=False)
    assert y_axis(drawn.spec)["scale"]["domain"][0] > 0


def test_percentages_are_marked_on_the_axis():
    assert "'%'" in y_axis(trend_chart(*KINDS["p"], "light").spec)["axis"]["labelExpr"]
    assert "'%'" not in y_axis(trend_chart(*KINDS["xmr"], "light").spec)["axis"]["labelExpr"]


@pytest.mark.parametrize(
    ("points", "names"),
    [
        (made.referrals(40).assign(direction=""), []),
        (made.points([12, 14, 9, 16, 11, 13], **RUN), []),
        (made.rereferrals(), ["Usual range", "Improvement", "Concern"]),
        (
            made.points([12, 14, 9, 16, 11], missing={4: "not sent"}, **RUN),
            ["Complete", "Not complete"],
        ),
        (made.areas_resolved(), ["Usual range", "Maturing"]),
    ],
)
def test_the_legend_lists_what_is_there_beyond_the_usual(points, names):
    assert legend_names(trend_chart(points, "%", "month", "light").spec) == names


def test_an_improvement_points_the_way_it_moved_and_a_concern_is_no_triangle():
    points = next(p for p in marks_of(trend_chart(*KINDS["p"], "light").spec, "point"))
    assert points["encoding"]["shape"]["scale"]["range"] == [
        "circle",
        "triangle-down",
        "diamond",
    ]
    assert points["encoding"]["fill"]["scale"]["range"][1:] == [LIGHT.improvement, LIGHT.concern]


def test_what_is_not_complete_is_hollow():
    points = next(p for p in marks_of(trend_chart(*KINDS["xmr"], "dark").spec, "point"))
    names = points["encoding"]["fill"]["scale"]["domain"]
    place = names.index("Not complete")
    assert points["encoding"]["fill"]["scale"]["range"][place] == DARK.ground
    assert points["encoding"]["stroke"]["scale"]["range"][place] == DARK.usual


def test_a_trend_without_limits_has_no_band():
    assert not marks_of(trend_chart(*KINDS["run"], "light").spec, "area")
    assert marks_of(trend_chart(*KINDS["p"], "light").spec, "area")


def test_an_annotation_adds_a_rule_and_its_text():
    plain = trend_chart(*KINDS["p"], "light").spec
    noted = trend_chart(*KINDS["p"], "light", annotations=[(date(2025, 10, 3), "New form")])
    assert len(layers_of(noted.spec)) == len(layers_of(plain)) + 3
    assert_sound(noted)


def test_an_annotation_outside_the_periods_is_not_drawn():
    noted = trend_chart(*KINDS["p"], "light", annotations=[(date(2019, 10, 3), "Old form")])
    assert noted.spec == trend_chart(*KINDS["p"], "light").spec


def test_the_tooltip_leaves_out_what_a_chart_does_not_have():
    def titles(kind, **said):
        (target,) = [
            one
            for one in layers_of(trend_chart(*KINDS[kind], "light", **said).spec)
            if "tooltip" in one["encoding"]
        ]
        return [tip["title"] for tip in target["encoding"]["tooltip"]]

    assert titles("p") == ["Period", "Value", "Out of", "Usual range", "Signal", "Completeness"]
    assert titles("run") == ["Period", "Value", "Completeness"]
    revised = ["9 on 16 July 2023"] * len(KINDS["run"][0])
    assert titles("run", revised=revised) == ["Period", "Value", "Original figure", "Completeness"]


def test_a_spec_is_made_once():
    one = trend_chart(*KINDS["p"], "light").spec
    assert trend_chart(*KINDS["p"], "light").spec is one
    assert trend_spec.cache_info().hits


def test_levels_step_where_a_new_baseline_starts():
    drawn = trend_chart(
        made.points([10, 12] * 7 + [30, 32] * 7, rebased=(14,)), "", "month", "dark"
    )
    assert_sound(drawn)
    (area,) = marks_of(drawn.spec, "area")
    assert area["encoding"]["detail"]["field"] == "baseline"
    fields = [
        one["encoding"].get("detail", {}).get("field") for one in marks_of(drawn.spec, "line")
    ]
    assert fields == [None, "baseline"]


def test_a_target_has_a_line_of_its_own_and_a_label():
    plain = trend_chart(made.rereferrals(), "%", "month", "light")
    drawn = trend_chart(made.rereferrals(target=20.0), "%", "month", "light")
    assert_sound(drawn)
    assert len(layers_of(drawn.spec)) == len(layers_of(plain.spec)) + 2
    assert marks_of(drawn.spec, "line")[-1]["mark"]["color"] == LIGHT.target
