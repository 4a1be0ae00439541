"""Who keeps what every earlier version showed learns no small count from all of it together.

The attacker here keeps each view as figures arrive, are corrected and withdrawn, and asks a linear
programme for the lowest and highest that every small sum can be. HISTORY_STORES=20 runs 20 random
stores of each shape over 12 months; without it there is one of each over fewer.
"""

import os
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dscp_data.disclosure import cube
from dscp_data.disclosure.audit_table import CONTRIBUTOR, PUBLISHED, Published, audit_table
from dscp_data.disclosure.protected_cube import refresh_protected
from dscp_data.model.periods import Period, period_of
from dscp_data.store import restore, withdraw
from tests.disclosure.histories import PLACES, SHAPES, Attacker, batches
from tests.making import observation

STORES = int(os.environ.get("HISTORY_STORES", "0"))
SEEDS = range(STORES or 1)
MONTHS = 12 if STORES else 3
ARRIVALS = [(shape, by) for shape in SHAPES for by in ("month", "quarter")]


def attacker(store, take_in, shape, seed=0, profile="nhs"):
    partnership = replace(store.plan.partnership, profile=profile)
    store.plan = replace(store.plan, partnership=partnership)
    return Attacker(store, take_in, np.random.default_rng(seed), shape)


def arrive(one, by="quarter", months=MONTHS, places=PLACES):
    """Everything arrives once: gives the returns."""
    return [one.send(keys) for keys in batches(by, months, places)]


def is_safe(one):
    found, small = one.recovers()
    assert small
    return not found


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("shape", "by"), ARRIVALS if STORES else ARRIVALS[:1] + ARRIVALS[3::2])
def test_figures_that_only_arrive_give_no_small_count_away(store, take_in, shape, by, seed):
    one = attacker(store, take_in, shape, seed)
    arrive(one, by)
    assert is_safe(one)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("profile", "shape"), [("nhs", "mixed"), ("dfe", "mixed"), ("dfe", "0, 1 and 7")]
)
def test_corrected_figures_give_no_small_count_away(store, take_in, profile, shape, seed):
    one = attacker(store, take_in, shape, seed, profile)
    arrive(one)
    sent = list(batches("quarter", MONTHS))
    for keys in (sent[0], sent[-1], sent[0]):
        changed = keys[int(one.rng.integers(len(keys)))]
        counts = {key: one.counts[one.now[key]] for key in keys}
        one.send(keys, (counts | {changed: counts[changed] + int(one.rng.integers(1, 6))}).get)
    assert is_safe(one)


@pytest.mark.parametrize("seed", SEEDS)
def test_withdrawn_figures_give_no_small_count_away(store, take_in, seed):
    one = attacker(store, take_in, "0, 1 and 7", seed)
    last = arrive(one)[-1]
    everything = dict(one.now)
    withdraw(store, last, by="analyst")
    sent_last = list(batches("quarter", MONTHS))[-1]
    one.now = {key: n for key, n in everything.items() if key not in sent_last}
    one.look()
    restore(store, last, by="analyst")
    one.now = everything
    one.look()
    assert is_safe(one)


def test_an_audit_that_forgets_what_it_showed_gives_counts_away(store, take_in, monkeypatch):
    nothing = Published(pd.DataFrame(columns=CONTRIBUTOR), pd.DataFrame(columns=PUBLISHED))

    def forgetful(cells, contributions, _, profile):
        return audit_table(cells, contributions, nothing, profile)

    monkeypatch.setattr(cube, "audit_table", forgetful)
    one = attacker(store, take_in, "0, 1 and 7")
    arrive(one)
    counts = {key: one.counts[n] for key, n in one.now.items()}
    for keys in list(batches("quarter", MONTHS)):
        changed = keys[int(one.rng.integers(len(keys)))]
        counts[changed] = 8 - counts[changed]
        one.send(keys, counts.get)
    found, _ = one.recovers()
    assert found


def test_the_sum_of_ages_is_not_shown_beside_how_many_there_are(store, take_in):
    quarter = period_of(pd.Timestamp("2025-04-01").date(), "quarter")
    sent = {"indicator": "H10", "agency": "dcc-csc", "period": Period(quarter.start, "quarter")}
    take_in(
        *(
            observation(locality=place, numerator=15.0 * n, denominator=float(n), **sent)
            for n, place in enumerate(PLACES[:4], 1)
        ),
        observation(locality=PLACES[4], numerator=300.0, denominator=20.0, **sent),
    )
    refresh_protected(store, [store.plan.indicator("H10")])
    seen = store.query("protected", indicators=["H10"], period_type="quarter")
    assert set(seen["numerator_text"]) == {"[c]"}
    assert seen["numerator"].isna().all()
    assert {"1 to 7", ""} <= set(seen["denominator_text"])
