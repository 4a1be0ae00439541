"""Numbers are written as GOV.UK writes them."""

import pytest

from dscp_data.model.text import (
    format_beside,
    format_change,
    format_number,
    format_range,
    format_rounded,
    join_list,
    pluralise,
)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (1234.0, "referrals", "1,234"),
        (18.66, "%", "18.7%"),
        (16.42, "years", "16.4"),
        (float("nan"), "%", "–"),
        (None, "", "–"),
    ],
)
def test_a_number_is_written_for_its_unit(value, unit, written):
    assert format_number(value, unit) == written


@pytest.mark.parametrize(
    ("difference", "unit", "written"),
    [
        (12.0, "referrals", "+12"),
        (-4.61, "%", "−4.6 points"),
        (0.01, "%", "no change"),
        (0.0, "referrals", "no change"),
        (float("nan"), "%", "–"),
    ],
)
def test_a_change_has_its_sign_and_percentages_change_by_points(difference, unit, written):
    assert format_change(difference, unit) == written


def test_a_level_in_a_sentence_has_no_needless_decimals():
    levels = [
        format_rounded(22.4, "%"),
        format_rounded(212.3, ""),
        format_rounded(4.26, ""),
        format_rounded(0.0, "%"),
        format_rounded(float("nan"), ""),
    ]
    assert levels == ["22%", "212", "4.3", "0%", "–"]


def test_names_are_listed_as_in_a_sentence():
    assert [join_list([]), join_list(["a"]), join_list(["a", "b", "c"])] == ["", "a", "a, b and c"]


def test_things_are_counted_in_the_singular_and_the_plural():
    assert [
        pluralise(1, "return"),
        pluralise(2000, "return"),
        pluralise(2, "agency", "agencies"),
    ] == [
        "1 return",
        "2,000 returns",
        "2 agencies",
    ]


@pytest.mark.parametrize(
    ("level", "value", "unit", "written"),
    [
        (15.45, 15.38, "%", "15.45%"),  # 15.4% is below neither 15% nor 15.4%
        (15.6, 15.38, "%", "16%"),
        (60.6, 60.0, "", "61"),
        (59.7, 60.0, "", "59.7"),  # 60 is not above a mean of 60
        (float("nan"), 60.0, "", "–"),
    ],
)
def test_a_level_is_rounded_so_that_the_words_stay_true(level, value, unit, written):
    assert format_beside(level, value, unit) == written


@pytest.mark.parametrize(
    ("lower", "upper", "value", "unit", "written"),
    [
        (15.45, 29.2, 15.38, "%", "15.45% to 29.20%"),
        (180.4, 243.6, 212.0, "", "180 to 244"),
        (16.06, 16.58, 16.3, "years", "16.1 to 16.6"),
        (4.0, 6.0, 5.0, "", "4 to 6"),
    ],
)
def test_a_range_shows_what_it_holds(lower, upper, value, unit, written):
    assert format_range(lower, upper, value, unit) == written
