"""The SVG of a trend draws what its frame says, in the colours and the size of its page."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from dscp_data.charts import trend_frame, trend_scale
from dscp_data.charts.meeting_line import MeetingLine
from dscp_data.charts.trend_figure import trend_figure
from tests.charts import made

KINDS = {
    "p": (made.rereferrals(), "%", "month"),
    "xmr": (made.referrals(missing={20: "not sent"}, provisional=(40,)), "", "month"),
    "run": (made.points([12, 14, 9, 16, 11, 13], chart="run"), "", "month"),
    "quarter": (made.rereferrals(20, period_type="quarter"), "%", "quarter"),
    "cohort": (made.areas_resolved(), "%", "month"),
    "one": (made.points([12], chart="run"), "", "month"),
}


def figure(points, unit="", period_type="month", **options):
    return trend_figure(points, unit, period_type, "What it shows", "OFFICIAL", **options)


def drawn(points, *more, **options):
    """The elements of a figure: it is well-formed, or this raises."""
    return ElementTree.fromstring(figure(points, *more, **options).html)


def plot(root):
    return root.find("div[@class='plot']/svg")


def labels(root):
    return [one.text for one in plot(root).iter("text")]


def signs(root):
    """Fill of each point, in order: circles, and symbols in an `<svg>` of their own."""
    held = plot(root).findall("circle") + plot(root).findall("svg[@y]/path[@fill]")
    return [one.get("fill") for one in held]


def paths(root, stroke):
    stretched = plot(root).find("svg[@viewBox]")
    return [one for one in stretched.iter("path") if one.get("stroke") == stroke]


@pytest.mark.parametrize("kind", KINDS)
def test_every_point_that_has_a_look_has_its_sign_in_the_plot(kind):
    points, unit, period_type = KINDS[kind]
    frame = trend_frame(points, unit, period_type, trend_scale(points, unit))
    shown = ((frame["look"] != "") & frame["at"].notna()).sum()
    root = drawn(*KINDS[kind])
    assert len(signs(root)) == shown
    text = ElementTree.tostring(root).decode()
    assert all(0 <= float(at) <= 100 for at in re.findall(r'c[xy]="([^"]+)%"', text))


def test_a_value_is_as_high_as_its_share_of_the_axis():
    root = drawn(made.points([0, 50, 100], chart="run"))
    heights = [one.get("cy") for one in plot(root).findall("circle")]
    assert heights == ["100.00%", "50.00%", "0.00%"]
    assert "100" in labels(root)


def test_levels_are_named_at_their_ends_and_the_axis_has_its_unit():
    said = labels(drawn(*KINDS["p"]))
    assert {text.split()[0] for text in said} >= {"upper", "mean", "lower"}
    assert "0%" in said


def test_a_signal_has_its_colour_and_shape_and_a_word_in_the_legend():
    root = drawn(*KINDS["p"])
    assert {"var(--improvement)", "var(--concern)", "var(--usual)"} <= set(signs(root))
    words = [one.tail if (one := item.find("svg")) is not None else "" for item in root.iter("li")]
    assert words == ["Usual range", "Improvement", "Concern"]


def test_usual_points_alone_have_no_legend():
    assert not list(drawn(made.referrals(40).assign(direction="")).iter("li"))


def test_what_is_not_final_is_hollow_and_what_is_not_complete_breaks_the_line():
    points = made.referrals(missing={20: "not sent"}, provisional=(40,))
    root = drawn(points)
    assert signs(root).count("var(--ground)") == 2
    assert len(paths(root, "var(--line)")) == 2


def test_levels_step_where_a_new_baseline_starts():
    root = drawn(made.points([10, 12] * 7 + [30, 32] * 7, rebased=(14,)))
    assert len(paths(root, "var(--accent)")) == 2
    bands = [one for one in plot(root).iter("path") if one.get("class") == "band"]
    assert len(bands) == 2


def test_a_cohort_that_is_not_mature_is_a_bar_from_its_least_to_its_most():
    root = drawn(*KINDS["cohort"])
    bars = [one for one in plot(root).iter("line") if one.get("stroke-width") == "4"]
    assert len(bars) == 6
    assert all(float(one.get("y1")[:-1]) > float(one.get("y2")[:-1]) for one in bars)


def test_a_target_and_a_note_are_drawn_with_their_words():
    root = drawn(made.rereferrals(target=20.0), "%", annotations=[(date(2025, 10, 3), "New form")])
    assert len(paths(root, "var(--target)")) == 1
    assert {"New form", "target 20%"} <= set(labels(root))


def test_the_last_meeting_is_a_rule_with_its_words_and_a_stronger_line_since():
    points = made.referrals()
    seen = points["period_start"].iloc[-3].date()
    root = drawn(points, meeting=MeetingLine(date(2026, 7, 8), seen))
    assert "seen at the meeting of 8 Jul 2026" in labels(root)
    assert len(paths(root, "var(--usual)")) == 1


def test_the_words_of_a_period_are_those_of_the_chart_in_vega():
    said = figure(*KINDS["p"])
    assert said.titles == ("Period", "Value", "Out of", "Usual range", "Signal", "Completeness")
    assert len(said.rows) == len(said.points) == 42
    assert figure(*KINDS["run"]).titles == ("Period", "Value", "Completeness")


def test_what_somebody_wrote_is_a_text_and_no_markup():
    note = [(date(2025, 10, 3), "<script>alert(1)</script> & more")]
    html = trend_figure(*KINDS["p"], 'A "finding" <b>', "A & B", annotations=note).html
    assert "<script" not in html
    assert "<b>" not in html
    root = ElementTree.fromstring(html)
    assert plot(root).get("aria-label") == 'A "finding" <b>'
    assert root.find("figcaption").text == "A & B"
    assert note[0][1] in labels(root)


def test_a_small_count_is_drawn_as_its_range_and_its_number_is_nowhere():
    points = made.points([240, 251, 233, 248], chart="run")
    points.loc[2, ["numerator_text", "value_text", "lower", "upper"]] = ["1 to 6", "1 to 6", 1, 6]
    said = figure(points)
    assert "233" not in f"{said.html}{said.rows}{said.points}"
    assert "1 to 6" in said.rows[2]
    assert len(signs(drawn(points))) == 3


def test_colours_are_those_of_the_page_so_that_a_theme_draws_nothing_anew():
    html = figure(*KINDS["p"]).html
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', html))
    assert colours
    assert all(one == "none" or one.startswith("var(--") for one in colours)
