"""Sets of small numbers as bits, in as many words as the largest number needs.

A set is a row of words. A word has 48 bits, so that a sum of words is exact as a float.

Numbers 0, 2 and 50 of 60:   words  2**0 + 2**2, 2**(50 - 48)  =  5, 4
"""

from __future__ import annotations

import numpy as np

WORD = 48


def singletons(size: int) -> np.ndarray:
    """For each number below `size` the set that has it alone; (size, words)."""
    sets = np.zeros((size, max(-(-size // WORD), 1)), dtype=np.int64)
    number = np.arange(size)
    sets[number, number // WORD] = np.int64(1) << number % WORD
    return sets


def sizes(sets: np.ndarray) -> np.ndarray:
    """How many numbers are in each set."""
    counts: np.ndarray = np.bitwise_count(sets).sum(axis=-1, dtype=np.int64)
    return counts


def are_equal(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Whether each set is the one in its place among the others."""
    flags: np.ndarray = (some == others).all(axis=-1)
    return flags


def members(sets: np.ndarray) -> np.ndarray:
    """Whether each set (rows) has each number (columns), up to the largest in any of them."""
    bits = (sets[:, :, None] >> np.arange(WORD)) & 1 == 1
    has = bits.reshape(len(sets), -1)
    used = np.flatnonzero(has.any(axis=0))
    return has[:, : used[-1] + 1 if len(used) else 0]
