"""A sparkline: straight, with its range, mean and target, and a mark only where a point signals."""

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from dscp_data.charts.sparkline import CARD, ROW, sparkline
from dscp_data.charts.tokens import DARK, LIGHT
from tests.charts import made


def trend_of(points, kind="count"):
    """What a sparkline reads of a trend."""
    columns = {name: points[name].to_numpy() for name in points}
    columns.setdefault("numerator_text", np.full(len(points), "", dtype=object))
    return SimpleNamespace(columns=columns, indicator=SimpleNamespace(kind=kind))


def drawn(points, size=ROW, theme="light", kind="count"):
    return sparkline(trend_of(points, kind), theme, size)


def test_it_has_the_range_the_mean_the_target_and_the_line():
    said = drawn(made.rereferrals(target=20.0))
    for colour in (LIGHT.band, LIGHT.accent, LIGHT.target, LIGHT.line):
        assert colour in said


def test_the_line_is_straight_and_breaks_at_a_gap():
    points = made.referrals(20, missing={10: "not sent"})
    lines = re.findall(rf'<path d="([^"]*)" fill="none" stroke="{LIGHT.line}"', drawn(points))
    assert len(lines) == 2
    assert all(set(re.sub(r"[\d.,]", "", line)) <= set("ML") for line in lines)


def test_only_points_that_signal_and_the_newest_are_marked():
    quiet = made.referrals(40).assign(direction="", side="")
    assert drawn(quiet).count("<circle") == 1
    loud = quiet.assign(direction=["", "concern"] * 20, side="up")
    assert drawn(loud).count(f'fill="{LIGHT.concern}"') == ROW.points // 2


@pytest.mark.parametrize(("side", "tip"), [("up", "highest"), ("down", "lowest")])
def test_an_improvement_points_the_way_it_moved(side, tip):
    points = made.referrals(40).assign(direction="", side=side)
    points.loc[30, "direction"] = "improvement"
    corners = re.search(rf'points="([^"]*)" fill="{LIGHT.improvement}"', drawn(points))[1]
    ys = [float(corner.split(",")[1]) for corner in corners.split()]
    assert len(ys) == 3
    alone = min(ys) if tip == "highest" else max(ys)
    assert ys.count(alone) == 1


def test_a_concern_is_no_triangle():
    points = made.referrals(40).assign(direction="", side="up")
    points.loc[30, "direction"] = "concern"
    corners = re.search(rf'points="([^"]*)" fill="{LIGHT.concern}"', drawn(points))[1]
    assert len(corners.split()) == 4


def test_a_provisional_point_is_hollow_and_an_incomplete_one_is_in_no_line():
    points = made.referrals(40, provisional=(39,)).assign(direction="", side="")
    assert f'fill="{LIGHT.ground}" stroke="{LIGHT.usual}"' in drawn(points)
    missing = made.referrals(40, missing={39: "not sent"}).assign(direction="", side="")
    assert drawn(missing).count("<circle") >= 1


def test_a_small_count_has_no_point():
    points = made.referrals(40).assign(direction="", side="")
    some = trend_of(points.assign(numerator_text=["1 to 7"] * 40))
    assert "<circle" not in sparkline(some, "light", ROW)


def test_colours_are_those_of_the_theme():
    said = drawn(made.rereferrals(), theme="dark")
    assert DARK.band in said
    assert LIGHT.band not in said


def test_it_holds_no_text_and_no_more_points_than_its_size():
    said = drawn(made.referrals(40), CARD)
    assert "<text" not in said
    few = drawn(made.referrals(40), replace(CARD, points=5))
    assert len(few) < len(said)


def test_a_series_without_a_figure_is_an_empty_picture():
    empty = made.referrals(40).iloc[:0]
    assert re.fullmatch(r"<svg [^>]*></svg>", drawn(empty))
