"""The attack: everything that a viewer is told, as a linear programme, and what it gives away.

The attacker knows every cell told, how the figures add up, how counts are rounded, and that a
number does not exceed what it is out of. All they know is linear in the parts, so the smallest and
the largest that a cell can be are two linear programmes.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

CLOSE = 1e-6


def bounds_told(told, says, small_to=7, round_to=5):
    """What a cell can be: (lowest, highest), by what it shows."""
    if says == f"1 to {small_to}":
        return 1, small_to
    if says == "[c]" or np.isnan(told):
        return 0, np.inf
    if told == 0:
        return 0, 0
    return max(small_to + 1, told - (round_to - 1) // 2), told + (round_to - 1) // 2


def recovered(sums, bounds, targets, not_above=()):
    """The targets (rows of `sums`) that can be one whole number only, each with that number.

    `sums` is cells × parts, `bounds` a row (lowest, highest) a cell; `not_above` are pairs of
    parts of which the first is at most the second.
    """
    sums = csr_array(sums)
    system = knowledge(sums, np.asarray(bounds, dtype=float), not_above)
    seen = np.array([solved(system, direction) for direction in guesses(sums, targets)])
    cells = seen @ sums.T if len(seen) else np.zeros((0, sums.shape[0]))
    found = {}
    for target in targets:
        values = cells[:, target]
        if len(values) and values.max() - values.min() >= 2:
            continue  # two tables seen already differ in it by more than rounding can hide
        row = sums[[target], :].toarray()[0]
        lowest = np.ceil(row @ solved(system, row) - CLOSE)
        highest = np.floor(row @ solved(system, -row) + CLOSE)
        if lowest == highest:
            found[target] = int(lowest)
    return found


def knowledge(sums, bounds, not_above):
    """All that is known, as rows of A x ≤ b."""
    known_high, known_low = np.isfinite(bounds[:, 1]), bounds[:, 0] > 0
    pairs = np.zeros((len(not_above), sums.shape[1]))
    for row, (low, high) in enumerate(not_above):
        pairs[row, low], pairs[row, high] = 1, -1
    matrix = vstack([sums[known_high], -sums[known_low], csr_array(pairs)]).tocsc()
    limits = np.concatenate(
        [bounds[known_high, 1], -bounds[known_low, 0], np.zeros(len(not_above))]
    )
    return matrix, limits


def guesses(sums, targets):
    """Directions that push many cells at once, so that few need a programme of their own."""
    rng = np.random.default_rng(1)
    for _ in range(4):
        weights = np.zeros(sums.shape[0])
        weights[targets] = rng.uniform(-1, 1, len(targets))
        direction = sums.T @ weights
        yield direction
        yield -direction


def solved(system, direction):
    answer = linprog(direction, A_ub=system[0], b_ub=system[1], bounds=(0, 1e6), method="highs")
    assert answer.success, answer.message
    return answer.x
