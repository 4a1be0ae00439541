"""The greedy search for another table of counts that looks the same and differs in one cell.

It starts with one child more or one less in a part, and goes on with the change that makes the
table look most like the first again. What a further change of each part would save is not worked
out anew after each step: only the cells of the part that moved have changed it.

Two places of 7 and 6 with a total of 13 are shown as "1 to 7", "1 to 7" and 15. The search makes
the first place 6, so that the total is 12 and would be shown as 10, which costs its 2 parts. The
second place can now

    grow to 7    the total is 13 again, shown as before: saves 2
    fall to 5    the total is 11, shown as 10: saves nothing

so it grows, and the other table 6, 7, 13 costs nothing: the first place is safe.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from scipy.sparse import csc_array, csr_array, vstack

from dscp_data.catalogue import Profile
from dscp_data.disclosure.count_table import CountTable
from dscp_data.disclosure.suppression import is_shown_alike

LARGEST_CHANGE = 3  # a cell's change in another table, up or down
SEARCH_DEPTH = 8
UNCHANGED = SEARCH_DEPTH + 1  # the row of `price` for no change: none is larger in a search
PROHIBITIVE = 1e9
IMPOSSIBLE = -1e15  # below what any number of prohibitive changes costs


@dataclass(frozen=True)
class Alternative:
    """How each cell changes in another table, and what hiding would make the two look alike."""

    changes: np.ndarray
    cost: float


@dataclass(frozen=True)
class Neighbours:
    """The rows that a part is in, with the sign it has there, and every entry of these rows: its
    part, which of the rows it is in (as a place in `rows`), and whether its sign is minus."""

    rows: np.ndarray
    signs: np.ndarray
    parts: np.ndarray
    places: np.ndarray
    is_minus: np.ndarray


@dataclass(frozen=True)
class Search:
    """What the search walks through: `rows` are the cells and below them what cannot be below 0, by
    part (`by_part`) and by row (`by_row`).

    `price` is what each row costs (column) for each change from -UNCHANGED to UNCHANGED (row), and
    `saving` has beside it what one more and one less would save then (third axis: the price, one
    more, one less). `gain` is what a change of each part alone would save, by direction; it is
    IMPOSSIBLE for a part that would be below 0.
    """

    by_part: csc_array
    by_row: csr_array
    parts: np.ndarray
    price: np.ndarray
    saving: np.ndarray
    gain: dict[int, np.ndarray]
    neighbours: dict[int, Neighbours] = field(default_factory=dict)

    def with_hidden(self, hidden: np.ndarray) -> Search:
        """The search where hidden cells cost nothing, for changes of up to LARGEST_CHANGE."""
        price = self.price.copy()
        within = slice(UNCHANGED - LARGEST_CHANGE, UNCHANGED + LARGEST_CHANGE + 1)
        price[within, : len(hidden)][:, hidden] = 0
        gain = gains(self.by_row, self.parts, price)
        return replace(self, price=price, saving=savings(price), gain=gain)

    def parts_of(self, row: int) -> np.ndarray:
        """The parts that a row counts."""
        return self.by_row.indices[self.by_row.indptr[row] : self.by_row.indptr[row + 1]]

    def neighbours_of(self, part: int) -> Neighbours:
        if part not in self.neighbours:
            self.neighbours[part] = neighbours(self.by_part, self.by_row, part)
        return self.neighbours[part]


def neighbours(by_part: csc_array, by_row: csr_array, part: int) -> Neighbours:
    entries = slice(by_part.indptr[part], by_part.indptr[part + 1])
    rows = by_part.indices[entries]
    first, lengths = by_row.indptr[rows], by_row.indptr[rows + 1] - by_row.indptr[rows]
    places = np.repeat(np.arange(len(rows)), lengths)
    # Entries of a row follow each other: count on from the first of each.
    each = np.arange(len(places)) + np.repeat(first - np.cumsum(lengths) + lengths, lengths)
    is_minus = (by_row.data[each] < 0).astype(int)
    signs = by_part.data[entries].astype(int)
    return Neighbours(rows, signs, by_row.indices[each], places, is_minus)


def build_search(table: CountTable, profile: Profile) -> Search:
    """A cell that would be shown as it is costs nothing to change; else it would have to be
    hidden, which costs the number of its parts, because a total is worth more to its readers."""
    cells, parts = table.cells, table.sums.sum(axis=1)
    published = table.is_published
    spare = table.at_least_0 @ table.parts
    rows = vstack([table.sums, table.at_least_0])
    price = np.full((2 * UNCHANGED + 1, rows.shape[0]), PROHIBITIVE)
    for change in range(-LARGEST_CHANGE, LARGEST_CHANGE + 1):
        alike = is_shown_alike(cells + change, cells, profile)
        price[UNCHANGED + change] = np.concatenate(
            [
                np.where(
                    published,
                    np.where(is_within(table, change), 0, PROHIBITIVE),
                    np.where(alike, 0, parts),
                ),
                np.where(spare + change >= 0, 0, PROHIBITIVE),
            ]
        )
    by_row = rows.tocsr()
    gain = gains(by_row, table.parts, price)
    return Search(rows.tocsc(), by_row, table.parts, price, savings(price), gain)


def is_within(table: CountTable, change: int) -> np.ndarray:
    """Whether each cell, changed by that much, still lies where it was published to lie."""
    changed = table.cells + change
    return (table.lowest <= changed) & (changed <= table.highest)


def savings(price: np.ndarray) -> np.ndarray:
    """Changes × rows × (the price, what one more saves, what one less saves)."""
    beyond = np.full((1, price.shape[1]), PROHIBITIVE)
    more, less = np.vstack([price[1:], beyond]), np.vstack([beyond, price[:-1]])
    return np.stack([price, price - more, price - less], axis=2)


def gains(by_row: csr_array, parts: np.ndarray, price: np.ndarray) -> dict[int, np.ndarray]:
    """What a change of each part by one, up or down, saves where nothing else has changed."""
    row = np.repeat(np.arange(by_row.shape[0]), np.diff(by_row.indptr))
    saved = {way: price[UNCHANGED] - price[UNCHANGED + way] for way in (1, -1)}
    found = {}
    for way in (1, -1):
        of_entry = np.where(by_row.data > 0, saved[way][row], saved[-way][row])
        gain = np.bincount(by_row.indices, of_entry, minlength=by_row.shape[1])
        found[way] = np.where(parts + way >= 0, gain, IMPOSSIBLE)
    return found


def cost_of_changes(changes: np.ndarray, price: np.ndarray) -> np.ndarray:
    """The price of each row's change; one of more than LARGEST_CHANGE is prohibitive."""
    within = np.abs(changes) <= LARGEST_CHANGE
    change = np.where(within, changes, 0).astype(int) + UNCHANGED
    return np.where(within, price[change, np.arange(len(changes))], PROHIBITIVE)


def unsafe_candidates(search: Search, small: np.ndarray) -> np.ndarray:
    """The small cells of which no part can change on its own with every cell shown as it is."""
    loose = np.zeros(len(search.parts), dtype=bool)
    for gain in search.gain.values():
        loose |= gain == 0
    changeable = search.by_row[: len(small)] @ loose.astype(float) > 0
    return np.flatnonzero(small & ~changeable)


def cheapest_alternative(search: Search, cell: int) -> Alternative:
    """The move that changes a cell and costs the least to hide; at best it costs nothing."""
    best = Alternative(np.zeros(search.by_row.shape[0]), np.inf)
    inside = search.parts_of(cell)
    for part in inside[search.parts[inside] > 0]:
        for step in (1, -1):
            if search.parts[part] + step >= 0 and best.cost > 0:
                best = min(best, greedy_search(search, cell, int(part), step), key=total_cost)
    return best


def total_cost(move: Alternative) -> float:
    return move.cost


def greedy_search(search: Search, cell: int, part: int, step: int) -> Alternative:
    """The cheapest of the moves that start with one part and go on with the best change each."""
    move = Move(search, cell)
    best = Alternative(move.changes, np.inf)
    for _ in range(SEARCH_DEPTH):
        move.change(part, step)
        if move.cost < best.cost:
            best = Alternative(move.changes.copy(), move.cost)
        if best.cost == 0:
            break
        saved, part, step = max(move.best_step(way) for way in (1, -1))
        if saved <= IMPOSSIBLE / 2:
            break
    return best


class Move:
    """The changes made so far, what they cost, and what a further one of each part would save."""

    def __init__(self, search: Search, cell: int) -> None:
        self.search, self.cell = search, cell
        self.changes = np.zeros(search.by_row.shape[0], dtype=int)
        self.cost = 0.0
        self.saved = {step: gain.copy() for step, gain in search.gain.items()}

    def change(self, part: int, step: int) -> None:
        """Change a part by one. Each changes once."""
        near = self.search.neighbours_of(part)
        before = self.changes[near.rows]
        after = before + step * near.signs
        self.changes[near.rows] = after
        saving = self.search.saving
        new, old = (saving[one + UNCHANGED, near.rows] for one in (after, before))
        changed = new - old
        self.cost += float(changed[:, 0].sum())
        if changed[:, 1:].any():
            width = len(self.search.parts)
            for way, column in ((1, 1 + near.is_minus), (-1, 2 - near.is_minus)):
                of_entry = changed[near.places, column]
                self.saved[way] += np.bincount(near.parts, of_entry, minlength=width)
        self.saved[1][part] = self.saved[-1][part] = IMPOSSIBLE

    def best_step(self, step: int) -> tuple[float, int, int]:
        """What the best further change in one direction saves, and its part. The cell that is to
        differ must not change back."""
        saved = self.saved[step]
        if self.changes[self.cell] + step == 0:
            saved = saved.copy()
            saved[self.search.parts_of(self.cell)] = IMPOSSIBLE
        part = int(saved.argmax())
        return float(saved[part]), part, step
