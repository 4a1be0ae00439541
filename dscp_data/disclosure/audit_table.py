"""What the audit of one indicator looks at: the cells of now, and all that was published before.

Whoever kept an earlier view knows it still. So what was ever published is a row of the table, as
the sum of the figures that were counted in it then, and cannot be hidden any more. A figure that
has been corrected is another figure from then on: the number before and the number after are two
unknowns. One that comes back to what it was is the same again.

    January of two places, 3 and 9, shown as "1 to 7" and 10, with a total of 10. The 3 becomes 4:
    unknowns   a = 3 (first), b = 9, c = 4 (now)
    published  a in 1–7, b in 8–12, a + b in 8–12
    now        c, b (published already, and not changed), c + b
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import pandas as pd
from scipy.sparse import csc_array

from dscp_data.catalogue import Profile
from dscp_data.disclosure.count_table import CountTable
from dscp_data.disclosure.suppression import shown_range
from dscp_data.store.records.publication_history import PublicationHistory

CELL = ["indicator", "agency", "locality", "period_type", "period_start"]
NUMBERS = ("numerator", "denominator")
CONTRIBUTOR = [*CELL, "id", *NUMBERS]
PUBLISHED = [*CELL, "number", "lowest", "highest", "contributors"]


@dataclass(frozen=True)
class Published:
    """All that was ever published of some indicators: frames of CONTRIBUTOR and of PUBLISHED."""

    contributors: pd.DataFrame
    cells: pd.DataFrame

    def by_indicator(self) -> dict[str, Published]:
        """What was published of each indicator of which anything was."""
        contributors = self.contributors.groupby("indicator").indices
        cells = self.cells.groupby("indicator").indices
        return {
            str(id): Published(self.contributors.iloc[contributors[id]], self.cells.iloc[cells[id]])
            for id in cells
        }

    def none(self) -> Published:
        """Of an indicator of which nothing was published."""
        return Published(self.contributors.iloc[:0], self.cells.iloc[:0])


@dataclass
class Unknowns:
    """The figures that an attacker looks for, numbered as they are met: one for each number of a
    contributor and each value that it ever had."""

    values: list[float] = field(default_factory=list)
    index: dict[tuple, int] = field(default_factory=dict)
    pairs: set[tuple[int, int]] = field(default_factory=set)  # numerator, denominator

    def add(self, key: tuple, counts: Sequence[float]) -> tuple[int, int]:
        """The numbers of a contributor's numerator and denominator; -1 for one not known."""
        found = [self.number_of((column, *key, n), n) for column, n in enumerate(counts)]
        if min(found) >= 0 and counts[0] <= counts[1]:
            self.pairs.add((found[0], found[1]))
        return found[0], found[1]

    def number_of(self, key: tuple, value: float) -> int:
        if value != value:  # NaN
            return -1
        if key not in self.index:
            self.index[key] = len(self.values)
            self.values.append(value)
        return self.index[key]


@dataclass(frozen=True)
class AuditTable:
    """`table` has a row for each known number of now, and below those one for each that was
    published otherwise before. `row` and `column` say whose number each of the former is, and
    `was_hidden` whether it is on record already that it was hidden."""

    table: CountTable
    row: np.ndarray
    column: np.ndarray
    was_hidden: np.ndarray
    contributors: list[list[int]]

    @property
    def current(self) -> int:
        return len(self.row)


def audit_table(
    cells: pd.DataFrame, contributions: pd.DataFrame, published: Published, profile: Profile
) -> AuditTable:
    """The table of one indicator. `cells` has CELL and NUMBERS, numbered from 0; `contributions`
    has for each pair the row of a cell and that of the contributor.

    Raises ValueError where a cell is not the sum of its contributors: what is audited must be what
    is shown.
    """
    counts = cells[list(NUMBERS)].to_numpy(dtype=float)
    keys = cell_names(cells)
    unknowns = Unknowns()
    members: list[list[int]] = [[] for _ in keys]
    pairs = contributions["cell"].tolist(), contributions["part"].tolist()
    for cell, contributor in zip(*pairs, strict=True):
        members[cell].append(contributor)
    numbers = counts.tolist()
    own = {one: unknowns.add(keys[one], numbers[one]) for one in sorted(set(pairs[1]))}
    row, column = np.nonzero(~np.isnan(counts))
    terms = [
        frozenset(n for one in members[r] if (n := own[one][c]) >= 0)
        for r, c in zip(row.tolist(), column.tolist(), strict=True)
    ]
    shown = shown_range(counts[row, column], profile)
    place = {
        (*keys[r], int(c), terms[i]): i for i, (r, c) in enumerate(zip(row, column, strict=True))
    }
    known_low, known_high = np.full(len(row), np.nan), np.full(len(row), np.nan)
    was_hidden = np.zeros(len(row), dtype=bool)
    earlier: dict[tuple, None] = {}
    for key, c, low, high, those in published_terms(published, unknowns):
        now = place.get((*key, c, those))
        if now is not None and high == np.inf:
            was_hidden[now] = True
        elif now is not None and (shown[0][now], shown[1][now]) == (low, high):
            known_low[now], known_high[now] = low, high
        else:
            earlier[those, low, high] = None
    every = [*terms, *(those for those, _, _ in earlier)]
    table = CountTable(
        matrix_of(every, len(unknowns.values)),
        np.array(unknowns.values),
        differences(sorted(unknowns.pairs), len(unknowns.values)),
        np.append(known_low, [low for _, low, _ in earlier]),
        np.append(known_high, [high for _, _, high in earlier]),
    )
    if not np.allclose(table.cells[: len(row)], counts[row, column]):
        raise ValueError(f"the figures of {cells['indicator'].iloc[0]} are not their sums")
    return AuditTable(table, row, column, was_hidden, members)


def published_terms(
    published: Published, unknowns: Unknowns
) -> list[tuple[tuple, int, float, float, frozenset[int]]]:
    """Each published number: its cell, its column in NUMBERS, its range and its unknowns."""
    if published.cells.empty:
        return []
    contributors = published.contributors
    ids = contributors["id"].tolist()
    keys = cell_names(contributors)
    counts = contributors[list(NUMBERS)].to_numpy(dtype=float).tolist()
    of_id = {id: unknowns.add(key, n) for id, key, n in zip(ids, keys, counts, strict=True)}
    found = []
    published_rows = published.cells[PUBLISHED[len(CELL) :]].itertuples(index=False, name=None)
    for key, (number, low, high, those) in zip(
        cell_names(published.cells), published_rows, strict=True
    ):
        column = NUMBERS.index(number)
        terms = frozenset(of_id[id][column] for id in those if of_id[id][column] >= 0)
        found.append((key, column, low, high, terms))
    return found


def matrix_of(rows: Sequence[frozenset[int]], width: int) -> csc_array:
    """A row of 0 and 1 for each set of columns."""
    row = np.repeat(np.arange(len(rows)), [len(columns) for columns in rows])
    column = np.fromiter(chain.from_iterable(rows), dtype=int, count=len(row))
    return csc_array((np.ones(len(row)), (row, column)), shape=(len(rows), width))


def differences(pairs: Sequence[tuple[int, int]], width: int) -> csc_array:
    """A row for each pair: what it is out of, less what is counted."""
    row = np.arange(len(pairs))
    numerators, denominators = np.array(pairs, dtype=int).reshape(-1, 2).T
    values = np.concatenate([np.ones(len(pairs)), -np.ones(len(pairs))])
    places = (np.append(row, row), np.append(denominators, numerators))
    return csc_array((values, places), shape=(len(pairs), width))


def newly_published(
    audited: AuditTable,
    cells: pd.DataFrame,
    shown: np.ndarray,
    hidden: np.ndarray,
    before: Published,
    profile: Profile,
) -> PublicationHistory:
    """What is published now and was not before: `shown` and `hidden` are the rows of the table that
    are. A hidden number is recorded as anything from 0: once a figure that is counted in it is
    corrected, it is in no table of now, and still must not be found."""
    counts = cells[list(NUMBERS)].to_numpy(dtype=float)
    low, high = shown_range(counts[audited.row, audited.column], profile)
    low, high = np.where(hidden, 0, low), np.where(hidden, np.inf, high)
    was_shown = ~np.isnan(audited.table.lowest[: audited.current])
    is_new = np.where(high == np.inf, ~audited.was_hidden, ~was_shown)
    new = np.flatnonzero((shown | hidden) & is_new)
    rows = audited.row[new].tolist()
    counted = list(dict.fromkeys(chain.from_iterable(audited.contributors[row] for row in rows)))
    names, indicator = cell_names(cells), cells["indicator"].iloc[0]
    ids = dict(zip(contributor_keys(before.contributors), before.contributors["id"], strict=True))
    keys = dict(zip(counted, contributor_keys(cells.iloc[counted]), strict=True))
    added = [key for key in keys.values() if key not in ids]
    first = max(ids.values(), default=-1) + 1
    ids |= {key: id for id, key in enumerate(added, first)}
    return PublicationHistory(
        tuple((indicator, ids[key], *key) for key in added),
        tuple(
            (
                *(indicator, *names[row], NUMBERS[column], lowest, highest),
                [ids[keys[one]] for one in audited.contributors[row]],
            )
            for row, column, lowest, highest in zip(
                rows, audited.column[new].tolist(), low[new].tolist(), high[new].tolist(),
                strict=True,
            )
        ),
    )  # fmt: skip


def cell_names(cells: pd.DataFrame) -> list[tuple[str, ...]]:
    """The columns of CELL but the indicator, of each row: days as "2025-04-01"."""
    days = np.datetime_as_string(cells["period_start"].to_numpy(dtype="datetime64[D]")).tolist()
    return list(zip(*(cells[name].tolist() for name in CELL[1:-1]), days, strict=True))


def contributor_keys(cells: pd.DataFrame) -> list[tuple]:
    """What makes a contributor: its name and its numbers, None for one that is not known."""
    numbers = cells[list(NUMBERS)].to_numpy(dtype=float).tolist()
    return [
        (*name, *(None if n != n else n for n in pair))
        for name, pair in zip(cell_names(cells), numbers, strict=True)
    ]
