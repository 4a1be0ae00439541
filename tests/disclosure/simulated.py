"""The same attacker, whose figures are protected without a database: for many stores.

Only the reading of exact cells and the writing of protected ones differ from the store's way. A
test compares what both publish.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pandas as pd

from dscp_data.aggregation.selection import ALL
from dscp_data.catalogue import catalogue
from dscp_data.disclosure.audit_table import CELL, CONTRIBUTOR, PUBLISHED, Published
from dscp_data.disclosure.cube import build_cube
from dscp_data.model.periods import MONTHS_IN, add_months
from tests.disclosure.histories import INDICATOR, Attacker, start_of

MARKS = ("numerator", "denominator")


@dataclass
class SimulatedAttacker(Attacker):
    """What the store would hold, as frames."""

    store: object = None
    take_in: object = None
    profile: str = "nhs"
    marks: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=[*CELL, "mark"]))
    contributors: list = field(default_factory=list)
    published: list = field(default_factory=list)

    def accept(self, _keys):
        self.look()

    def protected(self):
        indicator = catalogue().indicator(INDICATOR)
        before = Published(
            dated(self.contributors, CONTRIBUTOR_ROW)[CONTRIBUTOR],
            dated(self.published, PUBLISHED),
        )
        cells = exact_cells({key: self.counts[n] for key, n in self.now.items()})
        cube = build_cube(cells, [indicator], self.settings(), self.marks, before)
        self.contributors += cube.published.contributors
        self.published += cube.published.cells
        hidden = [
            cube.cells[cube.cells[f"{number}_text"] == "[c]"][CELL].assign(mark=f"{number} hidden")
            for number in MARKS
        ]
        self.marks = pd.concat([self.marks, *hidden], ignore_index=True).drop_duplicates()
        return cube.cells

    def settings(self):
        return catalogue().profile(self.profile)


CONTRIBUTOR_ROW = ["indicator", "id", *CELL[1:], "numerator", "denominator"]


def dated(rows, columns):
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(period_start=pd.to_datetime(frame["period_start"]))


def exact_cells(figures):
    """The exact cells of monthly figures, (agency, place, month) → count: complete where each
    agency has sent each place and month of it."""
    agencies = sorted({agency for agency, _, _ in figures})
    places = sorted({place for _, place, _ in figures})
    months = sorted({month for _, _, month in figures})
    frames = []
    for type, length in MONTHS_IN.items():
        starts = sorted({start_of(month, type) for month in months})
        for agency, place, start in product([ALL, *agencies], [ALL, *places], starts):
            covered = [add_months(start, n) for n in range(length)]
            every = [
                figures.get((one, where, month))
                for one in (agencies if agency == ALL else [agency])
                for where in (places if place == ALL else [place])
                for month in covered
            ]
            sent = [count for count in every if count is not None]
            if sent:
                is_complete = len(sent) == len(every)
                frames.append((agency, place, type, start, float(sum(sent)), is_complete))
    cells = pd.DataFrame(frames, columns=[*CELL[1:], "numerator", "complete"])
    return cells.assign(
        indicator=INDICATOR,
        period_start=pd.to_datetime(cells["period_start"]),
        denominator=np.nan,
        missing=np.where(cells["complete"], "", "part of the period is missing"),
        provisional=False,
    ).sort_values(CELL, ignore_index=True)
