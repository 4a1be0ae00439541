"""Sentences on a table of verdicts: how much is in it, and how many signals chance would give."""

from __future__ import annotations

import pandas as pd

from dscp_data.model.text import pluralise

CHANCE_OF_SIGNAL = 0.012  # of stable series, on their last point: `make bench statistics`
SIGNALS = ("concern", "up", "down", "improvement")


def describe_extent(table: pd.DataFrame) -> str:
    """What a table of verdicts holds: "47 indicators, 55 series"."""
    indicators, series = table["indicator"].nunique(), len(table)
    text = pluralise(indicators, "indicator")
    return text if indicators == series else f"{text}, {series:,} series"


def describe_chance(table: pd.DataFrame) -> str:
    """How many signals of a table chance alone would give: "3 of the 41 series that can be judged
    have a signal. By chance alone, fewer than 1 would."; "" where none can be judged."""
    signals = int(table["status"].isin(SIGNALS).sum())
    judged = signals + int((table["status"] == "common cause").sum())
    if not judged:
        return ""
    expected = CHANCE_OF_SIGNAL * judged
    about = f"about {expected:.0f}" if expected >= 1 else "fewer than 1"
    return (
        f"{signals:,} of the {judged:,} series that can be judged "
        f"{'has' if signals == 1 else 'have'} a signal. By chance alone, {about} would."
    )
