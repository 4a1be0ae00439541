"""An attacker who keeps all that a viewer was ever shown, one data version after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pandas as pd

from dscp_data.disclosure.protected_cube import refresh_protected
from dscp_data.model.periods import Period, add_months, period_of
from tests.disclosure.attack import bounds_told, recovered
from tests.making import observation

INDICATOR = "E14"  # a count of three agencies that add up
AGENCIES = ("dcc-early-help", "schools", "hdft")
PLACES = (
    "easington",
    "teesdale",
    "sedgefield",
    "wear-valley",
    "durham-city",
    "derwentside",
    "chester-le-street",
)
SHAPES = {
    "0, 1 and 7": lambda rng, likely: rng.choice([0, 1, 7], p=likely),
    "Poisson": lambda rng, _: rng.poisson(1.2),
    "mixed": lambda rng, _: rng.poisson(rng.choice([0.5, 3, 9])),
}


@dataclass
class Attacker:
    """What was shown of sums of figures. A figure that is sent anew with another count is another
    unknown from then on."""

    store: object = None
    take_in: object = None
    rng: np.random.Generator = None
    shape: str = ""
    now: dict = field(default_factory=dict)  # (agency, place, month) → its unknown
    counts: list = field(default_factory=list)  # of each unknown
    known: dict = field(default_factory=dict)  # unknowns added up → lowest and highest
    cells: int = 0
    shown: int = 0
    provisional: bool = False

    def __post_init__(self):
        self.likely = self.rng.dirichlet([1, 1, 1])

    def send(self, keys, count=None):
        for key in keys:
            value = count(key) if count else int(SHAPES[self.shape](self.rng, self.likely))
            if key not in self.now or self.counts[self.now[key]] != value:
                self.now[key] = len(self.counts)
                self.counts.append(value)
        return self.accept(keys)

    def accept(self, keys):
        receipt = self.take_in(*(self.line(*key) for key in keys))
        self.look()
        return receipt.return_id

    def correct(self, keys):
        """Send a batch again in which one figure has grown."""
        changed = keys[int(self.rng.integers(len(keys)))]
        counts = {key: self.counts[self.now[key]] for key in keys}
        self.send(keys, (counts | {changed: counts[changed] + int(self.rng.integers(1, 6))}).get)

    def show(self, figures):
        """Keep what is shown where these figures are there: (agency, place, month) → unknown."""
        self.now = dict(figures)
        self.look()

    def line(self, agency, place, start):
        return observation(
            indicator=INDICATOR,
            agency=agency,
            locality=place,
            period=Period(start, "month"),
            numerator=float(self.counts[self.now[agency, place, start]]),
            provisional=self.provisional,
        )

    def look(self):
        """Keep all that is shown now."""
        seen, profile = self.protected(), self.settings()
        self.cells, self.shown = len(seen), 0
        for row in seen.itertuples():
            terms = self.counted_in(row)
            low, high = bounds_told(
                row.numerator, row.numerator_text, profile.small_to, profile.round_to
            )
            self.shown += np.isfinite(high)
            before = self.known.get(terms, (0, np.inf))
            self.known[terms] = max(low, before[0]), min(high, before[1])

    def protected(self):
        """The protected cells of now."""
        refresh_protected(self.store, [self.store.plan.indicator(INDICATOR)])
        return self.store.query("protected", indicators=[INDICATOR], period_type=None)

    def settings(self):
        return self.store.plan.profile(self.store.plan.partnership.profile)

    def counted_in(self, row):
        start = row.period_start.date()
        return frozenset(
            unknown
            for (agency, place, month), unknown in self.now.items()
            if row.agency in (agency, "all")
            and row.locality in (place, "all")
            and start_of(month, row.period_type) == start
        )

    def recovers(self, own=()):
        """The small sums that all of it together gives away, of how many: to somebody who sees the
        figures of some places (`own`) exactly."""
        rows = list(self.known)
        sums = np.zeros((len(rows), len(self.counts)))
        for row, terms in enumerate(rows):
            sums[row, list(terms)] = 1
        bounds = np.array([self.known[row] for row in rows], dtype=float)
        truth = sums @ np.array(self.counts, dtype=float)
        assert (truth >= bounds[:, 0]).all()
        assert (truth <= bounds[:, 1]).all()
        profile = self.settings()
        theirs = {n for (_, place, _), n in self.now.items() if place in own}
        is_own = np.array([terms <= theirs for terms in rows])
        bounds[is_own] = truth[is_own, None]
        small = np.flatnonzero((truth > 0) & (truth <= profile.small_to) & ~is_own)
        found = recovered(sums, bounds, small)
        assert all(truth[target] == count for target, count in found.items())
        return len(found), len(small)


@cache
def start_of(day, period_type):
    return period_of(day, period_type).start


def batches(by, months, places=PLACES, agencies=AGENCIES):
    """What arrives at one time: a month or a quarter of one agency."""
    size = {"month": 1, "quarter": 3}[by]
    starts = [add_months(pd.Timestamp("2025-04-01").date(), n) for n in range(months)]
    for first in range(0, months, size):
        for agency in agencies:
            yield [(agency, p, m) for p in places for m in starts[first : first + size]]
