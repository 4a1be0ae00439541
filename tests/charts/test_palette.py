"""Text and marks can be told from the ground in both themes (WCAG 2.2: 4.5 and 3 to 1)."""

import pytest

from dscp_data.charts.palette import DARK, LIGHT, contrast, palette

MARKS = ["line", "mean", "improvement", "concern", "neutral", "annotation"]
WRITTEN = ["text", "muted", "mean", "annotation"]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_stand_out_from_the_ground(colours):
    for name in MARKS:
        assert contrast(getattr(colours, name), colours.ground) >= 3, name
    for colour in colours.series:
        assert contrast(colour, colours.ground) >= 3, colour


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_stand_out_from_the_band_too(colours):
    for name in MARKS:
        assert contrast(getattr(colours, name), colours.band) >= 3, name


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(colours):
    for name in WRITTEN:
        assert contrast(getattr(colours, name), colours.ground) >= 4.5, name
    assert contrast(colours.muted, colours.band) >= 4.5
    for colour in colours.series[:3]:  # the end labels of a comparison are in these
        assert contrast(colour, colours.ground) >= 4.5, colour


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_an_unknown_theme_is_light():
    assert palette("") is LIGHT
    assert palette("dark") is DARK


def test_grounds_are_those_of_the_pages():
    assert (LIGHT.ground, DARK.ground) == ("#FFFFFF", "#12171C")
