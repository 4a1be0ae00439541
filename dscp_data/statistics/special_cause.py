"""The four special-cause rules of Making Data Count, on limits that may differ by point.

Source: NHS England Making Data Count; NHSRplotthedots for its reading of two of three.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from dscp_data.statistics.control_limits import Lines
from dscp_data.statistics.segments import Flags, Floats, Ints

TwoOfThree = Literal["mdc", "plotthedots"]

SIGNALS = ("", "outside", "trend", "two-of-three", "shift")  # in order of precedence
RUN = 7  # points
SIDES = ("", "up", "down")  # indexed by 0, 1 and -1

Signs = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Marks:
    """The signal of each point: its rule, its direction and the length of the marked run.

    ``rule`` indexes ``SIGNALS``; ``side`` is 1 up, -1 down, 0 none. ``sequence`` counts the points
    of the run (trend, shift), those beyond the near limit (two of three), or 1 (outside).
    """

    rule: Signs
    side: Signs
    sequence: Ints


def special_causes(
    values: Floats, lines: Lines, segment: Ints, *, run: int = RUN, two_of_three: TwoOfThree = "mdc"
) -> Marks:
    """Mark every point by the first rule that holds for it. A gap or a new segment breaks a run.

    Raises ``ValueError`` for a run under 3 points or an unknown reading of two of three.
    """
    if run < 3:
        raise ValueError(f"a run is 3 points or more, not {run}")
    if two_of_three not in ("mdc", "plotthedots"):
        raise ValueError(f"two_of_three is 'mdc' or 'plotthedots', not {two_of_three!r}")
    outside = beyond(values, lines.lower, lines.upper, lines.rounding)
    near = beyond(values, lines.near_lower, lines.near_upper, lines.rounding)
    level = beyond(values, lines.mean, lines.mean, lines.rounding)
    far = near if two_of_three == "mdc" else np.where(outside != 0, 0, near).astype(np.int8)
    found = (
        (outside, np.abs(outside).astype(np.int64)),
        trends(values, lines.rounding, segment, run),
        near_pairs(far, level, segment),
        shifts(level, segment, run),
    )
    return first_of(found, len(values))


def first_of(found: tuple[tuple[Signs, Ints], ...], length: int) -> Marks:
    """Keep for each point the first rule, in order of precedence, that gives it a side."""
    marks = Marks(np.zeros(length, np.int8), np.zeros(length, np.int8), np.zeros(length, np.int64))
    for rule, (side, sequence) in enumerate(found, start=1):
        here = (side != 0) & (marks.rule == 0)
        marks.rule[here] = rule
        marks.side[here] = side[here]
        marks.sequence[here] = sequence[here]
    return marks


def beyond(values: Floats, lower: Floats, upper: Floats, rounding: Floats) -> Signs:
    """1 strictly above ``upper``, -1 strictly below ``lower``, else 0 (also beside no limit)."""
    with np.errstate(invalid="ignore"):
        above = values - upper > rounding
        below = lower - values > rounding
    return above.astype(np.int8) - below.astype(np.int8)


def run_lengths(keys: Signs, breaks: Flags) -> Ints:
    """For each position the length of the unbroken run of equal keys that it belongs to."""
    starts = breaks.copy()
    starts[1:] |= keys[1:] != keys[:-1]
    starts[:1] = True
    run = np.cumsum(starts) - 1
    return np.bincount(run)[run] if len(run) else run


def shifts(level: Signs, segment: Ints, run: int) -> tuple[Signs, Ints]:
    """Points in a run of ``run`` or more strictly on one side of the mean."""
    lengths = run_lengths(level, np.diff(segment, prepend=segment[:1]) != 0)
    marked = (level != 0) & (lengths >= run)
    return np.where(marked, level, 0).astype(np.int8), lengths


def trends(values: Floats, rounding: Floats, segment: Ints, run: int) -> tuple[Signs, Ints]:
    """Points in ``run`` or more strictly rising or falling ones.

    A turning point that ends one trend and begins another is counted to the one it ends.
    """
    steps = np.zeros(len(values), np.int8)
    steps[1:] = beyond(values[1:], values[:-1], values[:-1], rounding[1:])
    steps[1:][np.diff(segment) != 0] = 0
    lengths = run_lengths(steps, np.zeros(len(steps), bool)) + 1
    steps[lengths < run] = 0
    ends_here = steps != 0
    begins_here = np.zeros(len(steps), bool)
    begins_here[:-1] = ends_here[1:] & ~ends_here[:-1]
    following = np.flatnonzero(begins_here) + 1
    side, sequence = steps.copy(), lengths
    side[begins_here] = steps[following]
    sequence[begins_here] = lengths[following]
    return side, sequence


def near_pairs(far: Signs, level: Signs, segment: Ints) -> tuple[Signs, Ints]:
    """Far points of three in a row on one side of the mean, two or three of them far."""
    most = np.zeros(len(far), np.int64)
    if len(far) < 3:
        return np.zeros(len(far), np.int8), most
    first, last = slice(None, -2), slice(2, None)
    one_side = np.abs(level[first] + level[1:-1] + level[last]) == 3
    together = one_side & (segment[first] == segment[last])
    distant = np.abs(far).astype(np.int64)
    count = np.where(together, distant[first] + distant[1:-1] + distant[last], 0)
    for place in range(3):
        window = slice(place, place + len(count))
        most[window] = np.maximum(most[window], count)
    marked = (far != 0) & (most >= 2)
    return np.where(marked, far, 0).astype(np.int8), most
