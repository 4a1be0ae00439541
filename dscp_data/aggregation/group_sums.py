"""Grouped sums, maxima and flags of rows, as numpy kernels."""

from __future__ import annotations

import numpy as np


class GroupedRows:
    """Rows by the number of the cell that each is in.

    Every answer has a value for each cell that any row is in, in order of the cells; `held` are
    their numbers, and `count` how many rows are in each.
    """

    def __init__(self, cell: np.ndarray) -> None:
        lowest = cell.min() if len(cell) else 0
        self.cell = (cell - lowest).astype(np.intp)
        counts = np.bincount(self.cell)
        self.size = len(counts)
        self.places = np.flatnonzero(counts)
        self.held, self.count = self.places + lowest, counts[self.places]

    def total(self, numbers: np.ndarray) -> np.ndarray:
        """The sum of what is known; where nothing is, NaN and not 0."""
        known = ~np.isnan(numbers)
        sums = np.bincount(self.cell, np.where(known, numbers, 0.0), self.size)[self.places]
        return np.where(self.any(known), sums, np.nan)

    def any(self, flags: np.ndarray) -> np.ndarray:
        return np.bincount(self.cell[flags], minlength=self.size)[self.places] > 0

    def union(self, sets: np.ndarray) -> np.ndarray:
        """The numbers of all rows together (see `bit_sets`), no two rows of a cell sharing one."""
        words = [np.bincount(self.cell, word, self.size)[self.places] for word in sets.T]
        return np.stack(words, axis=1).astype(np.int64)

    def most(self, numbers: np.ndarray) -> np.ndarray:
        """The largest of some numbers that are 0 or more."""
        largest = np.zeros(self.size, dtype=numbers.dtype)
        np.maximum.at(largest, self.cell, numbers)
        return largest[self.places]

    def shared(self, numbers: np.ndarray) -> np.ndarray:
        """What all rows of a cell have alike."""
        alike = np.empty(self.size, dtype=numbers.dtype)
        alike[self.cell] = numbers
        return alike[self.places]
