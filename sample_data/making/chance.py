"""Chance and its limits: draws that are the same everywhere, and a look for signals in them.

Only `random.Random.random` is used: Python keeps its sequence from version to version, which
NumPy does not promise for its distributions.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import exp
from random import Random


def poisson(chance: Random, mean: float) -> int:
    """Knuth's product of uniforms: slow for large means, and exact."""
    below, product, count = exp(-mean), chance.random(), 0
    while product > below:
        product *= chance.random()
        count += 1
    return count


def binomial(chance: Random, trials: int, share: float) -> int:
    return sum(chance.random() < share for _ in range(trials))


def pick(chance: Random, options: Sequence[str]) -> str:
    return options[int(chance.random() * len(options))]


def between(chance: Random, low: int, high: int) -> int:
    """A whole number from low to high, both included."""
    return low + int(chance.random() * (high - low + 1))


def signals(values: Sequence[float], run: int = 7) -> set[int]:
    """Where an XmR chart of `values` shows special cause, by position.

    A plain second telling of docs/statistics, so that sample data need not wait for the product.
    """
    mean = sum(values) / len(values)
    moving = [abs(b - a) for a, b in pairwise(values)]
    sigma = sum(moving) / len(moving) / 1.128
    z = [(value - mean) / sigma if sigma else 0.0 for value in values]
    found = {i for i, v in enumerate(z) if abs(v) > 3}
    for i in range(len(z)):
        window = z[i : i + run]
        steps = [b - a for a, b in pairwise(window)]
        if len(window) == run and (
            all(v > 0 for v in window)
            or all(v < 0 for v in window)
            or all(s > 0 for s in steps)
            or all(s < 0 for s in steps)
        ):
            found.update(range(i, i + run))
        three = z[i : i + 3]
        for side in (1, -1):
            far = [i + k for k, v in enumerate(three) if side * v > 2]
            if len(three) == 3 and len(far) >= 2 and all(side * v > 0 for v in three):
                found.update(far)
    return found
