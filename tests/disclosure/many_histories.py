"""`make histories`: the attack on 20 random stores of each shape over 12 months, in which figures
arrive, are corrected, and are withdrawn and put back. Prints how many small sums it recovers.

A line a store, the shapes in turn, so that it can be stopped at any time.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tests.disclosure.histories import PLACES, SHAPES, batches
from tests.disclosure.simulated import SimulatedAttacker

Change = Callable[[SimulatedAttacker, list], None]


@dataclass(frozen=True)
class Scenario:
    """What happens in a store: the shape of its counts, how they arrive, and what comes after."""

    profile: str
    shape: str
    by: str
    what: str

    def run(self, seed: int, months: int, own: int = 0) -> tuple[int, int]:
        """How many of the small sums the attack recovers, and of how many, for somebody who sees
        the exact figures of so many places."""
        rng = np.random.default_rng(seed)
        one = SimulatedAttacker(rng=rng, shape=self.shape, profile=self.profile)
        sent = list(batches(self.by, months))
        for keys in sent:
            one.send(keys)
        AFTERWARDS[self.what](one, sent)
        return one.recovers(PLACES[:own])


def nothing(one: SimulatedAttacker, sent: list) -> None:
    """Figures only arrive."""


def corrections(one: SimulatedAttacker, sent: list) -> None:
    """One figure of three returns is sent anew, one of them of a return corrected before."""
    for keys in (sent[0], sent[-1], sent[0]):
        one.correct(keys)


def withdrawal(one: SimulatedAttacker, sent: list) -> None:
    """The last return is taken out, and put back."""
    everything = dict(one.now)
    one.show({key: n for key, n in everything.items() if key not in sent[-1]})
    one.show(everything)


AFTERWARDS: dict[str, Change] = {
    "arrival": nothing,
    "correction": corrections,
    "withdrawal": withdrawal,
}
SCENARIOS = [
    *(Scenario("nhs", shape, by, "arrival") for shape in SHAPES for by in ("month", "quarter")),
    *(Scenario("dfe", shape, "quarter", "arrival") for shape in SHAPES),
    *(Scenario("nhs", shape, "quarter", "correction") for shape in SHAPES),
    *(Scenario("dfe", shape, "quarter", "correction") for shape in ("0, 1 and 7", "mixed")),
    *(Scenario("nhs", shape, "quarter", "withdrawal") for shape in SHAPES),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stores", type=int, default=20, help="random stores of each scenario")
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--own", type=int, default=0, help="places that a manager sees exactly")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    for seed in range(options.stores):
        for scenario in SCENARIOS:
            found, small = scenario.run(seed, options.months, options.own)
            total += Counter(stores=1, found=found, small=small)
            print(seed, *vars(scenario).values(), f"{found} of {small}", sep="\t", flush=True)
    print(f"{total['found']} of {total['small']:,} small sums in {total['stores']} stores")


if __name__ == "__main__":
    main()
