"""Text and marks stand out from every ground they are on, in both themes (WCAG 2.2: 4.5 and 3 to
1), and Streamlit's theme has the colours of the tokens."""

import tomllib
from dataclasses import asdict

import pytest

from dscp_data.charts.tokens import DARK, LIGHT, css_properties, palette
from tests.paths import ROOT

TEXT_ON = {
    "text": ["ground", "raised", "past_tint"],
    "muted": ["ground", "raised", "band", "past_tint"],
    "accent": ["ground", "raised"],
    "improvement": ["ground", "improvement_tint", "raised"],
    "concern": ["ground", "concern_tint", "raised"],
    "neutral": ["ground", "neutral_tint", "raised"],
    "target": ["ground", "raised"],
    "annotation": ["ground"],
}
MARKS_ON = {
    "line": ["ground", "band"],
    "usual": ["ground", "band"],
    "edge": ["ground"],
    "accent": ["ground", "band"],
    "improvement": ["ground", "band"],
    "concern": ["ground", "band"],
    "neutral": ["ground", "band"],
    "target": ["ground", "band"],
    "annotation": ["ground", "band"],
}
THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
IN_STREAMLIT = {
    "textColor": "text",
    "backgroundColor": "ground",
    "secondaryBackgroundColor": "raised",
    "borderColor": "rule",
    "primaryColor": "accent",
    "linkColor": "accent",
    "grayTextColor": "muted",
    "blueColor": "improvement",
    "orangeColor": "concern",
    "violetColor": "neutral",
}


@THEMES
def test_text_can_be_read_on_every_ground(colours):
    for name, grounds in TEXT_ON.items():
        for ground in grounds:
            assert contrast(getattr(colours, name), getattr(colours, ground)) >= 4.5, (name, ground)
    for colour in colours.series:  # the end labels of a comparison are in these
        assert contrast(colour, colours.ground) >= 4.5, colour


@THEMES
def test_marks_stand_out_from_every_ground(colours):
    for name, grounds in MARKS_ON.items():
        for ground in grounds:
            assert contrast(getattr(colours, name), getattr(colours, ground)) >= 3, (name, ground)


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_an_unknown_theme_is_light():
    assert palette("") is LIGHT
    assert palette("dark") is DARK


@pytest.mark.parametrize(("theme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_theme_of_streamlit_has_the_colours_of_the_tokens(theme, colours):
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)["theme"][theme]
    assert {name: said[name] for name in IN_STREAMLIT} == {
        name: getattr(colours, token) for name, token in IN_STREAMLIT.items()
    }
    assert said["chartCategoricalColors"][: len(colours.series)] == list(colours.series)


def test_every_colour_is_a_property_for_both_themes():
    said = css_properties()
    for name, light in asdict(LIGHT).items():
        dark = getattr(DARK, name)
        assert f"--{name.replace('_', '-')}: light-dark({light}, {dark});" in said


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB", 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
