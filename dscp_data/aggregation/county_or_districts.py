"""County-wide or districts: of an agency, indicator and period a total takes one, never both."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dscp_data.aggregation.bit_sets import are_equal, sizes
from dscp_data.aggregation.group_sums import GroupedRows

Flags = np.ndarray


def counted_in_totals(
    figures: Mapping[str, np.ndarray], cell: np.ndarray, county: np.ndarray, districts: np.ndarray
) -> Flags:
    """Whether each row counts in a total over places.

    `cell` numbers the indicator, agency and period of each row; `county` tells of each locality
    whether it is the whole county, and `districts` has the set of each district alone (the empty
    set for others). `figures` has indicator, agency, locality, known, whole and return_id. Where a
    cell has both, its districts count if all that the agency ever gives are there and known, and
    they are of a newer return than the county-wide figure or that one is not known; otherwise the
    county-wide figure counts, alone.

    County-wide 20 in return 2 beside Easington 8 in return 1: only the 20 counts.
    """
    is_county = county[figures["locality"]]
    is_district = (districts != 0).any(axis=1)[figures["locality"]]
    cells = GroupedRows(cell)
    both = cells.any(is_county) & cells.any(is_district)
    if not both.any():
        return np.ones(len(cell), dtype=bool)
    usable = figures["known"] & figures["whole"]
    newest_county = cells.most(np.where(is_county, figures["return_id"], 0))
    newest_district = cells.most(np.where(is_district, figures["return_id"], 0))
    is_newer = newest_district > newest_county
    takes_districts = has_every_district(figures, cells, districts)
    takes_districts &= ~cells.any(~usable & is_district)
    takes_districts &= is_newer | cells.any(is_county & ~usable)
    takes_districts_of_row, both_of_row = (
        spread(cells, flags) for flags in (takes_districts, both)
    )
    chosen: Flags = ~both_of_row | (is_county != takes_districts_of_row)
    return chosen


def spread(cells: GroupedRows, flags: Flags) -> Flags:
    """What holds for each cell, for each of its rows."""
    of_all = np.zeros(cells.size, dtype=bool)
    of_all[cells.places] = flags
    return of_all[cells.cell]


def has_every_district(
    figures: Mapping[str, np.ndarray], cells: GroupedRows, districts: np.ndarray
) -> Flags:
    """Whether a cell has two districts or more, and all that its agency gives of the indicator."""
    agencies = int(figures["agency"].max(initial=0)) + 1
    pair = figures["indicator"].astype(np.int64) * agencies + figures["agency"]
    sets = districts[figures["locality"]]
    ever = np.zeros((int(pair.max(initial=0)) + 1, sets.shape[1]), dtype=np.int64)
    np.bitwise_or.at(ever, pair, sets)
    here = cells.union(sets)
    return (sizes(here) > 1) & are_equal(here, ever[cells.shared(pair)])
