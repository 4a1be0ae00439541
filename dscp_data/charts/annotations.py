"""Annotations over a trend: each text at its period, if there is room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from dscp_data.aggregation.figure_arrays import Columns
from dscp_data.charts.axes import short_name_of
from dscp_data.model.periods import PeriodType

LETTERS_ACROSS = 90  # of 13 px type, over a plot in half a page
Annotation = tuple[date, str]


def with_annotations(
    rows: Columns, annotations: Sequence[Annotation], period_type: PeriodType
) -> Columns:
    """Each annotation at its period; its text on the side of the rule that has room for it."""
    texts: dict[str, list[str]] = {}
    for day, text in sorted(annotations):
        texts.setdefault(short_name_of(day, period_type), []).append(text)
    words = [" · ".join(texts.get(period, [])) for period in rows["period"]]
    late = np.arange(len(words)) > len(words) / 2
    side = np.where(late, "left", "right").astype(object)
    return rows | {
        "annotation": np.array(words, dtype=object),
        "annotation_side": side,
        "annotation_row": np.array(rows_of_texts(words, list(side)), dtype=int),
    }


def rows_of_texts(words: Sequence[str], sides: Sequence[str]) -> list[int]:
    """For each period the row over the plot for its text: 1 where it would overlap one in 0."""
    found, taken = [0] * len(words), list[tuple[float, float]]()
    letters = LETTERS_ACROSS / max(len(words), 1)
    for place, (text, side) in enumerate(zip(words, sides, strict=True)):
        if text:
            start = place * letters - (len(text) if side == "left" else 0)
            end = start + len(text) + 2
            if any(start < other_end and other < end for other, other_end in taken):
                found[place] = 1
            else:
                taken.append((start, end))
    return found
