"""The audit's search for another table, written plainly: every step works out everything anew.

`dscp_data.disclosure.alternative_search` must give the same, and does it in a tenth of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csc_array, csr_array, vstack

from dscp_data.catalogue import Profile
from dscp_data.disclosure.count_table import CountTable
from dscp_data.disclosure.secondary_suppression import smallest_move
from dscp_data.disclosure.suppression import is_shown_alike, is_small

LARGEST_CHANGE = 3
CHANGES = range(-LARGEST_CHANGE, LARGEST_CHANGE + 1)
SEARCH_DEPTH = 8
PROHIBITIVE, IMPOSSIBLE = 1e9, -1e15


@dataclass(frozen=True)
class Alternative:
    """How each cell changes in another table, and what hiding would make the two look alike."""

    changes: np.ndarray
    cost: float


def suppression_pattern(table: CountTable, profile: Profile, hidden: np.ndarray) -> np.ndarray:
    """Which cells to hide, those given in `hidden` included, so that no small one is pinned.

    Where no other table is found that looks the same in all that was published before, every new
    cell that counts one of the same contributors is hidden: nothing new is said of them.
    """
    hidden = hidden & ~table.is_published
    proven = np.zeros(len(hidden), dtype=bool)
    search = build_search(table, profile)
    for cell in unsafe_candidates(search, is_small(table.cells, profile), hidden):
        if proven[cell]:
            continue
        found = cheapest_alternative(search.with_hidden(hidden), cell)
        changes = found.changes
        if found.cost >= PROHIBITIVE:
            moved = smallest_move(table, cell)
            if moved is None:
                same = table.sums @ table.sums[[int(cell)], :].toarray()[0] > 0
                hidden |= same & ~table.is_published
                continue
            changes = np.append(table.sums @ moved, table.at_least_0 @ moved)
        if found.cost > 0:
            changed = cost_of_changes(changes, search.price)[: len(hidden)] > 0
            hidden |= changed & ~table.is_published
        proven |= changes[: len(hidden)] != 0
    return hidden


@dataclass(frozen=True)
class Search:
    """What the search for another table walks through: `rows` are the cells and below them what
    cannot be below 0; `plus` has for each part (row) the rows that it is counted in, and `minus`
    those that it is taken away in; `price` is what each row costs (column) for each of CHANGES
    (row)."""

    rows: csc_array
    plus: csr_array
    minus: csr_array
    parts: np.ndarray
    price: np.ndarray

    def with_hidden(self, hidden: np.ndarray) -> Search:
        price = self.price.copy()
        price[:, : len(hidden)][:, hidden] = 0
        return replace(self, price=price)

    def may(self, step: int) -> np.ndarray:
        """The parts that can change by one that way and still be counts."""
        return self.parts + step >= 0

    def parts_of(self, row: int) -> np.ndarray:
        """The parts that a row counts."""
        inside = self.rows.indices == row
        return np.searchsorted(self.rows.indptr, np.flatnonzero(inside), side="right") - 1

    def changed(self, changes: np.ndarray, part: int, step: int) -> np.ndarray:
        """The changes of all rows where a part changes by a step more."""
        entries = slice(*self.rows.indptr[part : part + 2])
        changed = changes.copy()
        changed[self.rows.indices[entries]] += step * self.rows.data[entries]
        return changed


def build_search(table: CountTable, profile: Profile) -> Search:
    """A cell that would be shown as it is costs nothing to change; else it would have to be
    hidden, which costs the number of its parts, because a total is worth more to its readers."""
    cells, parts = table.cells, table.sums.sum(axis=1)
    published = table.is_published
    spare = table.at_least_0 @ table.parts
    price = [
        np.concatenate(
            [
                np.where(
                    published,
                    np.where(is_within(table, change), 0, PROHIBITIVE),
                    np.where(is_shown_alike(cells + change, cells, profile), 0, parts),
                ),
                np.where(spare + change >= 0, 0, PROHIBITIVE),
            ]
        )
        for change in CHANGES
    ]
    rows = vstack([table.sums, table.at_least_0]).tocsc()
    either = abs(rows)
    plus, minus = ((either + way * rows).T.tocsr() / 2 for way in (1, -1))
    return Search(rows, plus, minus, table.parts, np.array(price))


def is_within(table: CountTable, change: int) -> np.ndarray:
    """Whether each cell, changed by that much, still lies where it was published to lie."""
    changed = table.cells + change
    return (table.lowest <= changed) & (changed <= table.highest)


def cost_of_changes(changes: np.ndarray, price: np.ndarray) -> np.ndarray:
    """The price of each row's change; more than MOST is no option."""
    within = np.abs(changes) <= LARGEST_CHANGE
    change = np.where(within, changes, 0).astype(int) + LARGEST_CHANGE
    return np.where(within, price[change, np.arange(len(changes))], PROHIBITIVE)


def unsafe_candidates(search: Search, small: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """The small cells of which no part can change on its own with every cell shown as it is."""
    price = search.with_hidden(hidden).price
    loose = np.zeros(len(search.parts), dtype=bool)
    for step in (1, -1):
        cost = (
            search.plus @ price[LARGEST_CHANGE + step] + search.minus @ price[LARGEST_CHANGE - step]
        )
        loose |= search.may(step) & (cost == 0)
    changeable = search.rows[: len(small)] @ loose.astype(float) > 0
    return np.flatnonzero(small & ~changeable)


def cheapest_alternative(search: Search, cell: int) -> Alternative:
    """The move that changes a cell and costs the least to hide; at best it costs nothing."""
    best = Alternative(np.zeros(search.rows.shape[0]), np.inf)
    inside = search.parts_of(cell)
    for part in inside[search.parts[inside] > 0]:
        for step in (1, -1):
            if search.may(step)[part] and best.cost > 0:
                best = min(best, greedy_search(search, cell, int(part), step), key=total_cost)
    return best


def greedy_search(search: Search, cell: int, part: int, step: int) -> Alternative:
    """The cheapest of the moves that start with one part and go on with the best change each."""
    may = {step: search.may(step) for step in (1, -1)}
    changes = np.zeros(search.rows.shape[0])
    best = Alternative(changes, np.inf)
    for _ in range(SEARCH_DEPTH):
        changes = search.changed(changes, part, step)
        may[1][part] = may[-1][part] = False  # a part changes by one, and once
        now = cost_of_changes(changes, search.price)
        best = min(best, Alternative(changes, float(now.sum())), key=total_cost)
        if best.cost == 0:
            break
        saved, part, step = max(best_step(search, cell, changes, now, way, may[way]) for way in may)
        if saved <= IMPOSSIBLE / 2:
            break
    return best


def total_cost(move: Alternative) -> float:
    return move.cost


def best_step(
    search: Search, cell: int, changes: np.ndarray, now: np.ndarray, step: int, may: np.ndarray
) -> tuple[float, int, int]:
    """What the best further change in one direction saves, and its part.

    Two places of 7 and 6 with a total of 13 are shown as "1 to 7", "1 to 7" and 15. The search made
    the first place 6, so that the total is 12 and would be shown as 10: to hide it costs its 2
    parts, and `now` is [0, 0, 2] for the places and the total.

        step 1   second place 7, total 13   shown as before   saved 0 + 2
        step −1  second place 5, total 11   total shown as 10  saved 0 + 0

    So the second place grows by one. The cell that is to differ must not change back.
    """
    with_it = now - cost_of_changes(changes + step, search.price)
    against_it = now - cost_of_changes(changes - step, search.price)
    if changes[cell] + step == 0:
        with_it[cell] = IMPOSSIBLE
    saved = search.plus @ with_it + search.minus @ against_it
    saved = np.where(may, saved, IMPOSSIBLE)
    part = int(np.argmax(saved))
    return float(saved[part]), part, step
