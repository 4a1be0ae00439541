"""How a status looks: a shape and a word together, so that colour is never alone."""

from __future__ import annotations

import pandas as pd

ARROWS = {"up": "▲ ", "down": "▼ ", "": ""}
SHAPES = {"common cause": "● ", "too few points": "○ ", "no figures": "– "}
COLOURS = {"concern": "orange", "improvement": "blue"}


def marks(table: pd.DataFrame) -> list[str]:
    """For each row of the icon table its signal: an arrow for where it went, and what it means."""
    return [
        f"{SHAPES.get(status, ARROWS[side])}{words}"
        for status, side, words in zip(
            table["status"], table["side"], table["status_in_words"], strict=True
        )
    ]
