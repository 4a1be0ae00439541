"""Status as a shape, a colour and a word together, never by colour alone.

An improvement is a triangle that points the way it moved; a concern is a diamond and no triangle,
because its orange and the improvement's blue are equally dark; what is neither is a square.
"""

from __future__ import annotations

import pandas as pd

from dscp_data.trends.finding import STATUS_WORDS, Status

SHAPES: dict[str, str] = {
    "concern": "◆",
    "up": "■",
    "down": "■",
    "common cause": "●",
    "not judged": "○",
    "not clear": "○",
    "too few points": "○",
    "no figures": "–",
    "not by locality": "–",
}
TONES = {"concern": "concern", "improvement": "improvement", "up": "neutral", "down": "neutral"}
MARKDOWN_COLOURS = {"concern": "orange", "improvement": "blue", "up": "violet", "down": "violet"}

SHORT_ASSURANCE = {
    "consistently passes": "Meets",
    "hit and miss": "Hit and miss",
    "consistently fails": "Misses",
    "": "",
}
ASSURANCE_SHAPES = {
    "consistently passes": "✓ ",
    "hit and miss": "~ ",
    "consistently fails": "✗ ",
    "": "",
}


ASSURANCE_ICONS = {
    "consistently passes": ("pass", "P"),
    "hit and miss": ("unsure", "?"),
    "consistently fails": ("fail", "F"),
}
"""The letters of Making Data Count's icons: pass, either, fail."""


def assurance_icon(assurance: str) -> str:
    """The icon of an assurance as HTML, for eyes alone: its word is beside it. "" for none."""
    if assurance not in ASSURANCE_ICONS:
        return '<b class="assured" aria-hidden="true"></b>'
    css, letter = ASSURANCE_ICONS[assurance]
    return f'<b class="assured {css}" aria-hidden="true">{letter}</b>'


def shape_of(status: str, side: str) -> str:
    """The sign of a status; `side` is where an improvement went, up or down."""
    if status == "improvement":
        return "▼" if side == "down" else "▲"
    return SHAPES[status]


def tone_of(status: str) -> str:
    """The colour of a status, by the name of its design token; muted where nothing is signalled."""
    return TONES.get(status, "muted")


def pill(status: Status, side: str, word: str = "") -> str:
    """A status as HTML: its shape and word in its colour."""
    text = word or STATUS_WORDS[status]
    return (
        f'<span class="pill {tone_of(status)}"><span aria-hidden="true">{shape_of(status, side)}'
        f"</span> {text}</span>"
    )


def assurance_marks(table: pd.DataFrame) -> list[str]:
    """For each row of the icon table whether it will meet its target, as a shape and a word."""
    return [
        f"{ASSURANCE_SHAPES[word]}{words}"
        for word, words in zip(table["assurance"], table["assurance_in_words"], strict=True)
    ]


def marks(table: pd.DataFrame) -> list[str]:
    """For each row of the icon table its signal: a shape, and what it means."""
    return [
        marked(status, side, words)
        for status, side, words in zip(
            table["status"], table["side"], table["status_in_words"], strict=True
        )
    ]


def marked(status: str, side: str, words: str) -> str:
    """The words of one status behind its shape."""
    return f"{shape_of(status, side)} {words}"
