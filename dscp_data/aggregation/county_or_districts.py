"""County-wide or districts: of an agency, indicator and period a total takes one, never both."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dscp_data.aggregation.group_sums import GroupedRows

Flags = np.ndarray


def counted_in_totals(
    figures: Mapping[str, np.ndarray], cell: np.ndarray, county: np.ndarray, districts: np.ndarray
) -> Flags:
    """Whether each row counts in a total over places.

    `cell` numbers the indicator, agency and period of each row; `county` tells of each locality
    whether it is the whole county, and `districts` has a bit for each district (0 for others).
    `figures` has indicator, agency, locality, known, whole and return_id. Where a cell has both,
    its districts count if all that the agency ever gives are there and known, and they are of a
    newer return than the county-wide figure or that one is not known; otherwise the county-wide
    figure counts, alone.

    County-wide 20 in return 2 beside Easington 8 in return 1: only the 20 counts.
    """
    is_county = county[figures["locality"]]
    bits = districts[figures["locality"]]
    cells = GroupedRows(cell)
    both = cells.any(is_county) & cells.any(bits > 0)
    if not both.any():
        return np.ones(len(cell), dtype=bool)
    usable = figures["known"] & figures["whole"]
    newest_county = cells.most(np.where(is_county, figures["return_id"], 0))
    newest_district = cells.most(np.where(bits > 0, figures["return_id"], 0))
    is_newer = newest_district > newest_county
    takes_districts = has_every_district(figures, cells, bits) & ~cells.any(~usable & (bits > 0))
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
    figures: Mapping[str, np.ndarray], cells: GroupedRows, bits: np.ndarray
) -> Flags:
    """Whether a cell has two districts or more, and all that its agency gives of the indicator."""
    pair = figures["indicator"].astype(np.int64) * 1000 + figures["agency"]
    ever = np.zeros(int(pair.max(initial=0)) + 1, dtype=np.int64)
    np.bitwise_or.at(ever, pair, bits)
    here = cells.all_bits(bits)
    return (np.bitwise_count(here) > 1) & (here == ever[cells.shared(pair)])
