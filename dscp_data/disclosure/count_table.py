"""A table of counts as sums of parts, with what was published of it before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array


@dataclass(frozen=True)
class CountTable:
    """Cells as sums of parts, the counts that no other count is a part of.

    `sums` is 1 where a part (column) counts in a cell (row). `at_least_0` has the same columns: a
    row says of some parts less others that they cannot be below 0, as those counted in a number
    cannot be more than those it is out of. `lowest` and `highest` are the range that a cell was
    published with, NaN for one that was not: readers may have a copy, so such a cell
    cannot be hidden any more.
    """

    sums: csc_array
    parts: np.ndarray
    at_least_0: csc_array
    lowest: np.ndarray
    highest: np.ndarray

    @property
    def cells(self) -> np.ndarray:
        return self.sums @ self.parts

    @property
    def is_published(self) -> np.ndarray:
        return ~np.isnan(self.lowest)
