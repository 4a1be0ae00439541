"""Making Data Count's variation and assurance of a chart.

Source: NHS England Making Data Count. Both read the frame that draws the chart, so an icon and a
chart cannot differ.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from dscp_data.statistics.intervals import Polarity

Side = Literal["", "up", "down"]
Direction = Literal["", "improvement", "concern", "up", "down"]
VariationWord = Literal["", "common cause", "improvement", "concern", "neutral", "no limits"]
AssuranceWord = Literal["", "consistently passes", "consistently fails", "hit and miss"]

DIRECTIONS: dict[Polarity, dict[Side, Direction]] = {
    "higher": {"": "", "up": "improvement", "down": "concern"},
    "lower": {"": "", "up": "concern", "down": "improvement"},
    "neutral": {"": "", "up": "up", "down": "down"},
}


@dataclass(frozen=True)
class Variation:
    """The status of the last point that has a value: the icon's word and the signal behind it.

    ``word`` is '' without any point, 'no limits' where none could be drawn and there is no signal,
    and 'neutral' for a signal whose polarity is neutral. ``position`` is the row, -1 without one.
    """

    word: VariationWord = ""
    direction: Direction = ""
    signal: str = ""
    side: str = ""
    sequence: int = 0
    position: int = -1


def direction(side: Side, polarity: Polarity) -> Direction:
    """What a signal to one side means: 'improvement' or 'concern', or the side where neutral."""
    return DIRECTIONS[polarity][side]


def directions(chart: pd.DataFrame, polarity: Polarity) -> npt.NDArray[np.object_]:
    """The direction of each row of a chart, '' without a signal."""
    meaning = DIRECTIONS[polarity]
    return np.array([meaning[side] for side in chart["side"]], dtype=object)


def variation(chart: pd.DataFrame, polarity: Polarity) -> Variation:
    """The variation icon of a chart (``xmr``, ``p_chart``): its last point that has a value."""
    position = last_known(chart)
    if position < 0:
        return Variation()
    last = chart.iloc[position]
    meaning = direction(last["side"], polarity)
    return Variation(
        word=variation_word(meaning, has_limits=not np.isnan(last["upper_limit"])),
        direction=meaning,
        signal=last["signal"],
        side=last["side"],
        sequence=int(last["sequence"]),
        position=position,
    )


def variation_word(meaning: Direction, *, has_limits: bool) -> VariationWord:
    if meaning == "improvement" or meaning == "concern":
        return meaning
    if meaning:
        return "neutral"
    return "common cause" if has_limits else "no limits"


def assurance(chart: pd.DataFrame, target: float | None, polarity: Polarity) -> AssuranceWord:
    """Whether the process, left alone, will meet its target: the limits against the target.

    Uses the limits at the last point that has a value. '' without a target, a polarity or limits.
    A clamped limit is no limit of the process, so a target on it is not consistently met or missed:
    a chart gives the same answer clamped and not, for a target that is possible.
    """
    position = last_known(chart)
    if position < 0 or target is None:
        return ""
    return assurance_within(*limits_at(chart, position), target, polarity)


def assurance_within(
    lower: float, upper: float, target: float, polarity: Polarity
) -> AssuranceWord:
    """``assurance`` of one pair of limits, a clamped one given as infinite; NaN for none."""
    if polarity == "neutral" or np.isnan([lower, upper, target]).any():
        return ""
    above: AssuranceWord = "consistently passes" if polarity == "higher" else "consistently fails"
    below: AssuranceWord = "consistently fails" if polarity == "higher" else "consistently passes"
    if target <= lower:
        return above
    return below if target >= upper else "hit and miss"


def limits_at(chart: pd.DataFrame, position: int) -> tuple[float, float]:
    """The limits of one row, a clamped one counting as open."""
    row = chart.iloc[position]
    clamped = bool(row.get("lower_clamped", False)), bool(row.get("upper_clamped", False))
    return opened(float(row["lower_limit"]), float(row["upper_limit"]), *clamped)


def opened(
    lower: float, upper: float, lower_clamped: bool, upper_clamped: bool
) -> tuple[float, float]:
    """Limits with a clamped one infinite: no target lies beyond it."""
    return -np.inf if lower_clamped else lower, np.inf if upper_clamped else upper


def last_known(chart: pd.DataFrame) -> int:
    """The position of the last row that has a value, -1 without one."""
    known = np.flatnonzero(chart["value"].notna().to_numpy())
    return int(known[-1]) if len(known) else -1
