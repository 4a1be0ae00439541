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

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_array, hstack, vstack

from dscp_data.catalogue import Profile
from dscp_data.disclosure.alternative_search import (
    PROHIBITIVE,
    Alternative,
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
    """Which cells to hide, those given in `hidden` included, so that no small one is pinned.

    Each block of the table is audited by itself, which gives the same, and only where there is a
    cell that can still be hidden: after a return that is the council year it is of.
    """
    hidden = hidden & ~table.is_published
    for rows, block in blocks(table, ~hidden & ~table.is_published):
        hidden[rows] = pattern_of_block(block, profile, hidden[rows])
    return hidden


def blocks(table: CountTable, wanted: np.ndarray) -> Iterator[tuple[np.ndarray, CountTable]]:
    """The parts of a table that have no count in common, as tables, each with its rows in the
    table; of those in which a cell is wanted."""
    from scipy.sparse.csgraph import connected_components  # as `milp` below

    every = vstack([table.sums, table.at_least_0]).tocsr()
    height, width = every.shape
    edges = every.tocoo()
    joined = coo_array(
        (np.ones(edges.nnz), (edges.row, edges.col + height)), shape=(height + width,) * 2
    )
    _, label = connected_components(joined, directed=False)
    of_cell, of_limit = np.split(label[:height], [len(wanted)])
    of_part = label[height:]
    sums, at_least_0 = table.sums.tocsr(), table.at_least_0.tocsr()
    for block in np.intersect1d(of_cell[wanted], of_part):
        rows, parts = np.flatnonzero(of_cell == block), np.flatnonzero(of_part == block)
        yield (
            rows,
            CountTable(
                sums[rows].tocsc()[:, parts],
                table.parts[parts],
                at_least_0[np.flatnonzero(of_limit == block)].tocsc()[:, parts],
                table.lowest[rows],
                table.highest[rows],
            ),
        )


def pattern_of_block(table: CountTable, profile: Profile, hidden: np.ndarray) -> np.ndarray:
    """Which cells of a block to hide. Another table is proof for every cell in which it differs.
    Two places of 3 and 4 could be 2 and 5, with the same total: one search shows that both are
    safe."""
    priced = build_search(table, profile)
    search = priced.with_hidden(hidden)
    proven = np.zeros(len(hidden), dtype=bool)
    for cell in unsafe_candidates(search, is_small(table.cells, profile)):
        if proven[cell]:
            continue
        found = cheapest_alternative(search, int(cell))
        if found.cost >= PROHIBITIVE:
            found = exact_alternative(table, priced, int(cell))
        if found.cost > 0:
            hidden = hidden | (blocking_cells(table, priced, found) & ~table.is_published)
            search = priced.with_hidden(hidden)
        if found.cost < np.inf:
            proven |= found.changes[: len(hidden)] != 0
    return hidden


def blocking_cells(table: CountTable, search: Search, other: Alternative) -> np.ndarray:
    """Which cells look different in another table. Where there is no other, those that count a
    contributor of the cell, so that nothing new is said of them."""
    changes = other.changes[: len(table.cells)]
    if other.cost == np.inf:
        return changes != 0
    return cost_of_changes(other.changes, search.price)[: len(changes)] > 0


def exact_alternative(table: CountTable, search: Search, cell: int) -> Alternative:
    """Another table that all that was published before allows, by an exact search. Where there is
    none it costs infinitely much, and its changes are in the cells that count the same."""
    moved = smallest_move(table, cell)
    if moved is None:
        return Alternative(table.sums @ table.sums[[cell], :].toarray()[0], np.inf)
    changes = np.append(table.sums @ moved, table.at_least_0 @ moved)
    return Alternative(changes, float(cost_of_changes(changes, search.price).sum()))


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
