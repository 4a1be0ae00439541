"""The design tokens: type, space and colours, which the pages' CSS and the charts' Vega both read.

Colours are by meaning, one palette for each theme. A meaning also has a shape and a word
(`dscp_ui.widgets.status_symbols`), so that colour is never alone.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

FONT = "Source Sans, Source Sans Pro, sans-serif"
FONT_SIZE = 13
"""Pixels, in charts."""

TYPE = {
    "finding": "1.7rem",
    "number": "1.5rem",
    "part": "1.2rem",
    "latest": "1.02rem",
    "body": "0.93rem",
    "second": "0.87rem",
    "small": "0.8rem",
}
"""Sizes of text, by use. Everything is in rem, so it grows with the root."""

ROOT_SIZE_WIDE, WIDE = "17.5px", "1700px"
"""The root's size on a screen that is `WIDE`, read from across a room; else Streamlit's theme has
it."""

SPACE = {"1": "4px", "2": "8px", "3": "12px", "4": "16px", "5": "24px", "6": "32px"}


@dataclass(frozen=True)
class Palette:
    """Colours as #RRGGBB. `series` is in the order of use; its first is the accent."""

    ground: str
    raised: str
    rule: str
    text: str
    muted: str
    accent: str
    band: str
    edge: str
    line: str
    usual: str
    improvement: str
    concern: str
    neutral: str
    target: str
    annotation: str
    improvement_tint: str
    concern_tint: str
    neutral_tint: str
    past_tint: str

    @property
    def series(self) -> tuple[str, str, str, str]:
        return self.accent, self.target, self.annotation, self.usual


LIGHT = Palette(
    ground="#FFFFFF",
    raised="#F5F7F9",
    rule="#DCE2E8",
    text="#0E151C",
    muted="#4D5A66",
    accent="#12436D",
    band="#E6ECF2",
    edge="#7E8B97",
    line="#788490",
    usual="#66737F",
    improvement="#1467A8",
    concern="#B54708",
    neutral="#6A3D9E",
    target="#0A7568",
    annotation="#801650",
    improvement_tint="#E6F0F9",
    concern_tint="#FDEEE1",
    neutral_tint="#F1EAF8",
    past_tint="#FBF3D9",
)
DARK = Palette(
    ground="#10161B",
    raised="#182027",
    rule="#2D3944",
    text="#E9EEF3",
    muted="#A8B5C1",
    accent="#82BEEE",
    band="#24303B",
    edge="#7C8A97",
    line="#8493A0",
    usual="#A3B0BC",
    improvement="#6FB9F4",
    concern="#FFA057",
    neutral="#CBA8F2",
    target="#4CCBB7",
    annotation="#F296C4",
    improvement_tint="#142B3E",
    concern_tint="#3B2512",
    neutral_tint="#2C2242",
    past_tint="#332B12",
)


def palette(theme: str) -> Palette:
    """The palette of Streamlit's theme type, "light" or "dark"; light where it is not known."""
    return DARK if theme == "dark" else LIGHT


BY_CSS = Palette(**{one.name: f"var(--{one.name.replace('_', '-')})" for one in fields(Palette)})
"""The palette of what is drawn into a page: its style has the colours, those of either theme."""


def css_properties() -> str:
    """Every token as a CSS custom property; `light-dark()` follows the page's `color-scheme`."""
    dark = asdict(DARK)
    properties = {
        **{name: f"light-dark({light}, {dark[name]})" for name, light in asdict(LIGHT).items()},
        **{f"type-{use}": size for use, size in TYPE.items()},
        **{f"space-{step}": size for step, size in SPACE.items()},
    }
    return "".join(f"--{name.replace('_', '-')}: {value};" for name, value in properties.items())
