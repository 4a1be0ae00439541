"""Places labels of scattered points so that none overlaps another or a point.

Decided here and not in the browser: Vega-Lite only draws text where the specification puts it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

LETTER = 6.6  # px, a generous mean width in 13 px Source Sans
LINE = 15.0  # px
REACH = 9.0  # px from a point to its text
CLEAR = 6.0  # px around a point that no text may enter
UPON_LINE, ACROSS = 20.0, 40.0  # px further away that a text goes to avoid these
Side = Literal["right", "left"]


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Placed(NamedTuple):
    """On which side of its point a text is, and how far below it (px)."""

    side: Side
    down: float


# Beside the point, and ever further up and down.
TRIED = [
    Placed(side, float(step))
    for step in sorted(range(-120, 121, 4), key=abs)
    for side in ("right", "left")
]


def placed(
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    width: float,
    height: float,
    lines: Sequence[Box] = (),
) -> list[Placed | None]:
    """A place for each text beside its point (px from the top left of a plot of that size).

    The best of TRIED that is inside the plot and meets no text and no point: near its point, upon
    no line, its leader across nothing. None where there is no such place. Earlier points have
    the choice. A plot drawn wider than `width` only moves points apart.
    """
    taken = [box_around(x, y) for x, y in points]
    leaders: list[Box] = []
    found: list[Placed | None] = []
    for number, ((x, y), text) in enumerate(zip(points, texts, strict=True)):
        others = taken[:number] + taken[number + 1 :]
        best, least = None, math.inf
        for place in TRIED:
            box, leader = box_of(x, y, text, place), leader_of(x, y, place)
            if abs(place.down) >= least or not inside(box, width, height):
                continue
            if any(box.meets(one) for one in taken):
                continue
            away = abs(place.down) + UPON_LINE * any(map(box.meets, lines))
            away += ACROSS * (any(map(leader.meets, others)) + any(map(box.meets, leaders)))
            if away < least:
                best, least = place, away
        if best is not None:
            taken.append(box_of(x, y, text, best))
            leaders.append(leader_of(x, y, best))
        found.append(best)
    return found


def leader_of(x: float, y: float, place: Placed) -> Box:
    """The thin line from a point to the height of its text."""
    return Box(x - 1, min(y, y + place.down), x + 1, max(y, y + place.down))


def box_around(x: float, y: float) -> Box:
    return Box(x - CLEAR, y - CLEAR, x + CLEAR, y + CLEAR)


def box_of(x: float, y: float, text: str, place: Placed) -> Box:
    wide = LETTER * len(text)
    left = x + REACH if place.side == "right" else x - REACH - wide
    top = y + place.down - LINE / 2
    return Box(left, top, left + wide, top + LINE)


def inside(box: Box, width: float, height: float) -> bool:
    return box.left >= 0 and box.top >= 0 and box.right <= width and box.bottom <= height
