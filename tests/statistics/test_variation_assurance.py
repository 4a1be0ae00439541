import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.statistics import (
    Variation,
    assurance,
    clamped,
    direction,
    directions,
    p_chart,
    variation,
    xmr,
)

SERIES = [10, 12] * 7  # mean 11, limits 5.68 to 16.32
LOWER, UPPER = 11 - 2.66 * 2, 11 + 2.66 * 2

series = st.lists(st.one_of(st.integers(0, 30), st.none()), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("polarity", "side", "meaning"),
    [
        ("higher", "up", "improvement"),
        ("higher", "down", "concern"),
        ("lower", "up", "concern"),
        ("lower", "down", "improvement"),
        ("neutral", "up", "up"),
        ("neutral", "down", "down"),
        ("higher", "", ""),
        ("lower", "", ""),
        ("neutral", "", ""),
    ],
)
def test_a_side_means_better_or_worse_by_polarity(polarity, side, meaning):
    assert direction(side, polarity) == meaning


def test_variation_is_that_of_the_last_point_that_has_a_value():
    chart = xmr([*SERIES, 40, None])
    assert variation(chart, "lower") == Variation(
        "concern", "concern", "outside", "up", sequence=1, position=14
    )
    assert variation(chart, "higher").word == "improvement"
    assert variation(chart, "neutral").word == "neutral"
    assert variation(chart, "neutral").direction == "up"


def test_a_signal_in_the_past_is_common_cause_now():
    chart = xmr([*SERIES, 40, 11])
    assert chart["signal"][14] == "outside"
    assert variation(chart, "lower") == Variation("common cause", position=15)


def test_a_constant_series_has_no_limits_to_judge_by():
    assert variation(xmr([5] * 14), "higher") == Variation("no limits", position=13)


@pytest.mark.parametrize("values", [[], [None, None]])
def test_without_points_there_is_no_icon(values):
    assert variation(xmr(values), "higher") == Variation()
    assert assurance(xmr(values), 5, "higher") == ""


@given(series, st.sampled_from(["higher", "lower", "neutral"]))
def test_the_icon_cannot_differ_from_the_chart(values, polarity):
    chart = xmr(values)
    icon = variation(chart, polarity)
    if icon.position >= 0:
        row = chart.iloc[icon.position]
        assert (icon.signal, icon.side) == (row["signal"], row["side"])
        assert icon.direction == directions(chart, polarity)[icon.position]
        assert chart["value"].iloc[icon.position + 1 :].isna().all()
    else:
        assert chart["value"].isna().all()


@pytest.mark.parametrize(
    ("target", "polarity", "word"),
    [
        (UPPER + 1, "higher", "consistently fails"),
        (LOWER - 1, "higher", "consistently passes"),
        (11, "higher", "hit and miss"),
        (UPPER + 1, "lower", "consistently passes"),
        (LOWER - 1, "lower", "consistently fails"),
        (11, "lower", "hit and miss"),
        (11, "neutral", ""),
        (None, "higher", ""),
        (float("nan"), "higher", ""),
    ],
)
def test_assurance_holds_the_target_against_the_limits(target, polarity, word):
    assert assurance(xmr(SERIES), target, polarity) == word


def test_a_target_on_a_limit_counts_as_beyond_it():
    chart = xmr(SERIES)
    assert assurance(chart, chart["upper_limit"][0], "higher") == "consistently fails"
    assert assurance(chart, chart["lower_limit"][0], "higher") == "consistently passes"


def test_assurance_uses_the_limits_of_the_last_segment():
    chart = xmr(SERIES + [value + 50 for value in SERIES], rebase=[len(SERIES)])
    assert assurance(chart, 30, "higher") == "consistently passes"


def test_assurance_of_a_p_chart_uses_the_limits_of_the_last_known_point():
    chart = p_chart([30, 32, 28, 3, None], [100, 100, 100, 10, None])
    assert assurance(chart, 0.6, "higher") == "hit and miss"
    assert assurance(chart.iloc[:3], 0.6, "higher") == "consistently fails"


def test_without_limits_there_is_no_assurance():
    assert assurance(xmr([5] * 14), 4, "higher") == ""


@given(series, st.integers(0, 30), st.sampled_from(["higher", "lower"]))
def test_clamping_limits_for_drawing_does_not_change_the_answer(values, target, polarity):
    chart = xmr(values)
    drawn = clamped(chart, 0, 30)
    assert assurance(drawn, target, polarity) == assurance(chart, target, polarity)
    assert variation(drawn, polarity) == variation(chart, polarity)
