"""The chart rules again, as plain loops on exact fractions: the answer tests compare with."""

import itertools
from fractions import Fraction

Point = Fraction | None


def exact(values: list[int | None]) -> list[Point]:
    return [None if value is None else Fraction(value) for value in values]


def stretches(values: list[Point]) -> list[list[int]]:
    """Positions of each unbroken stretch between gaps."""
    found: list[list[int]] = [[]]
    for position, value in enumerate(values):
        if value is None:
            found.append([])
        else:
            found[-1].append(position)
    return [stretch for stretch in found if stretch]


def xmr_limits(values: list[Point], screen: bool = False) -> tuple[Fraction, Fraction | None]:
    """The mean, and how far the limits lie from it (None: no limits)."""
    known = [value for value in values if value is not None]
    mean = sum(known, Fraction(0)) / len(known)
    ranges = [
        abs(values[b] - values[a])
        for stretch in stretches(values)
        for a, b in itertools.pairwise(stretch)
    ]
    if not ranges or sum(ranges) == 0:
        return mean, None
    average = sum(ranges) / len(ranges)
    if screen:
        usual = [size for size in ranges if size < Fraction(3267, 1000) * average]
        if sum(usual) > 0:
            average = sum(usual) / len(usual)
    return mean, Fraction(266, 100) * average


def signals(
    values: list[Point], mean: Fraction, reach: Fraction | None, run: int, two_of_three: str
) -> list[tuple[str, str]]:
    """(signal, side) of each point of one segment."""
    rules = [
        outside(values, mean, reach),
        trend(values, run),
        two_in_three(values, mean, reach, two_of_three),
        shift(values, mean, run),
    ]
    names = ["outside", "trend", "two-of-three", "shift"]
    marked = []
    for position in range(len(values)):
        hits = [
            (name, rule[position])
            for name, rule in zip(names, rules, strict=True)
            if position in rule
        ]
        marked.append(hits[0] if hits else ("", ""))
    return marked


def outside(values: list[Point], mean: Fraction, reach: Fraction | None) -> dict[int, str]:
    return {} if reach is None else far(values, mean, reach)


def far(values: list[Point], mean: Fraction, reach: Fraction) -> dict[int, str]:
    marked = {}
    for position, value in enumerate(values):
        if value is not None and value > mean + reach:
            marked[position] = "up"
        if value is not None and value < mean - reach:
            marked[position] = "down"
    return marked


def trend(values: list[Point], run: int) -> dict[int, str]:
    marked: dict[int, str] = {}
    for stretch in stretches(values):
        for first in range(len(stretch) - run + 1):
            window = stretch[first : first + run]
            pairs = [(values[a], values[b]) for a, b in itertools.pairwise(window)]
            for side, holds in (
                ("up", all(a < b for a, b in pairs)),
                ("down", all(a > b for a, b in pairs)),
            ):
                if holds:
                    for position in window:
                        marked.setdefault(position, side)  # a turning point stays with the first
    return marked


def two_in_three(
    values: list[Point], mean: Fraction, reach: Fraction | None, reading: str
) -> dict[int, str]:
    if reach is None:
        return {}
    distant = far(values, mean, reach * 2 / 3)
    if reading == "plotthedots":
        for position in outside(values, mean, reach):
            distant.pop(position)
    marked = {}
    for stretch in stretches(values):
        for window in zip(stretch, stretch[1:], stretch[2:], strict=False):
            one_side = all(values[i] > mean for i in window) or all(
                values[i] < mean for i in window
            )
            members = [i for i in window if i in distant]
            if one_side and len(members) >= 2:
                marked.update({i: distant[i] for i in members})
    return marked


def shift(values: list[Point], mean: Fraction, run: int) -> dict[int, str]:
    marked = {}
    for stretch in stretches(values):
        for first in range(len(stretch) - run + 1):
            window = stretch[first : first + run]
            if all(values[i] > mean for i in window):
                marked.update(dict.fromkeys(window, "up"))
            if all(values[i] < mean for i in window):
                marked.update(dict.fromkeys(window, "down"))
    return marked
