"""Status as a shape and a word together, never by colour alone."""

from __future__ import annotations

import pandas as pd

ARROWS = {"up": "▲ ", "down": "▼ ", "": ""}
SHAPES = {
    "common cause": "● ",
    "not judged": "◇ ",
    "not clear": "○ ",
    "too few points": "○ ",
    "no figures": "– ",
    "not by locality": "– ",
}
COLOURS = {"concern": "orange", "improvement": "blue"}


ASSURANCE_SHAPES = {
    "consistently passes": "✓ ",
    "hit and miss": "~ ",
    "consistently fails": "✗ ",
    "": "",
}


def assurance_marks(table: pd.DataFrame) -> list[str]:
    """For each row of the icon table whether it will meet its target, as a shape and a word."""
    return [
        f"{ASSURANCE_SHAPES[word]}{words}"
        for word, words in zip(table["assurance"], table["assurance_in_words"], strict=True)
    ]


def marks(table: pd.DataFrame) -> list[str]:
    """For each row of the icon table its signal: an arrow for where it went, and what it means."""
    return [
        marked(status, side, words)
        for status, side, words in zip(
            table["status"], table["side"], table["status_in_words"], strict=True
        )
    ]


def marked(status: str, side: str, words: str) -> str:
    """The words of one status behind its shape."""
    return f"{SHAPES.get(status, ARROWS[side])}{words}"
