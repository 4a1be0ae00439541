"""Secondary suppression: hides cells until no small count can be derived from the others.

Rounding alone does not suffice. Seven places of 1 to 7 each, with a total of 1 to 7, are 1 each;
four with a total of 30 are 7 each. So for every small cell the audit looks for another table of
whole counts that is shown as this one and differs in that cell: proof that nobody, by whatever
method, can tell the two apart. Where it finds none, it hides the cells that prevent one.

The other tables it tries have one child more or one less in a place, and then as many changes in
other places as make it look the same again. Where that search fails, a search through all tables
might have found one: the audit errs to the safe side.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import hstack, vstack

from dscp_data.catalogue import Profile
from dscp_data.disclosure.alternative_search import (
    PROHIBITIVE,
    Search,
    build_search,
    cheapest_alternative,
    cost_of_changes,
    unsafe_candidates,
)
from dscp_data.disclosure.count_table import CountTable
from dscp_data.disclosure.suppression import is_small

LONGEST_SEARCH = 10.0  # seconds


def suppression_pattern(table: CountTable, profile: Profile, hidden: np.ndarray) -> np.ndarray:
    """Which cells to hide, those given in `hidden` included, so that no small one is pinned."""
    hidden = hidden & ~table.is_published
    priced = build_search(table, profile)
    search = priced.with_hidden(hidden)
    for cell in unsafe_candidates(search, is_small(table.cells, profile)):
        found = cheapest_alternative(search, int(cell))
        if found.cost == 0:
            continue
        if found.cost >= PROHIBITIVE:
            blocking = blocking_cells(table, priced, int(cell))
        else:
            blocking = cost_of_changes(found.changes, priced.price)[: len(hidden)] > 0
        hidden = hidden | (blocking & ~table.is_published)
        search = priced.with_hidden(hidden)
    return hidden


def blocking_cells(table: CountTable, search: Search, cell: int) -> np.ndarray:
    """Which cells look different in another table that all that was published before allows, by an
    exact search. Where there is none, nothing new is said of the contributors of the cell."""
    moved = smallest_move(table, cell)
    if moved is None:
        return table.sums @ table.sums[[int(cell)], :].toarray()[0] > 0
    changes = np.append(table.sums @ moved, table.at_least_0 @ moved)
    return cost_of_changes(changes, search.price)[: len(table.cells)] > 0


def smallest_move(table: CountTable, cell: int) -> np.ndarray | None:
    """The fewest children that must be moved in or out of parts to change a cell, with all that was
    published before still true: the change of each part, or None."""
    # Half a second to import, which a start and most commands need not wait for.
    from scipy.optimize import Bounds, LinearConstraint, milp

    known = table.is_published
    published, width = table.sums[known], len(table.parts)
    low, high = (bound[known] - table.cells[known] for bound in (table.lowest, table.highest))
    rows = vstack([published, table.at_least_0, table.sums[[int(cell)]]]).tocsc()
    spare = table.at_least_0 @ table.parts
    for least, most in ((1, np.inf), (-np.inf, -1)):
        limits = LinearConstraint(
            hstack([rows, -rows]).tocsc(),
            np.concatenate([low, -spare, [least]]),
            np.concatenate([high, np.full(len(spare), np.inf), [most]]),
        )
        found = milp(
            np.ones(2 * width),
            integrality=np.ones(2 * width),
            bounds=Bounds(0, np.append(np.full(width, np.inf), table.parts)),
            constraints=limits,
            options={"time_limit": LONGEST_SEARCH},
        )
        if found.x is not None:
            up, down = np.round(found.x).reshape(2, width)
            change: np.ndarray = up - down
            return change
    return None
