"""Who keeps what every earlier version showed learns no small count from all of it together.

The attacker here keeps each view as figures arrive, are corrected and withdrawn, and asks a linear
programme for the lowest and highest that every small sum can be. `make histories` runs 20 random
stores of each shape over 12 months, protected without a database; here there is one of each over
fewer.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dscp_data.disclosure import cube
from dscp_data.disclosure.audit_table import CONTRIBUTOR, PUBLISHED, Published, audit_table
from dscp_data.disclosure.protected_cube import refresh_protected
from dscp_data.model.periods import Period, period_of
from dscp_data.store import restore, withdraw
from tests.disclosure.histories import PLACES, Attacker, batches
from tests.disclosure.simulated import SimulatedAttacker
from tests.making import observation

MONTHS = 3


def with_profile(store, profile):
    partnership = replace(store.plan.partnership, profile=profile)
    store.plan = replace(store.plan, partnership=partnership)
    return store


def attacker(store, take_in, shape, profile="nhs"):
    return Attacker(
        store=with_profile(store, profile),
        take_in=take_in,
        rng=np.random.default_rng(0),
        shape=shape,
    )


def simulated(shape, profile="nhs"):
    return SimulatedAttacker(rng=np.random.default_rng(0), shape=shape, profile=profile)


def arrive(one, by="quarter", months=MONTHS, places=PLACES):
    """Everything arrives once: gives the returns."""
    return [one.send(keys) for keys in batches(by, months, places)]


def is_safe(one):
    found, small = one.recovers()
    assert small
    return not found


@pytest.mark.parametrize(
    ("shape", "by"), [("0, 1 and 7", "month"), ("Poisson", "quarter"), ("mixed", "quarter")]
)
def test_figures_that_only_arrive_give_no_small_count_away(store, take_in, shape, by):
    one = attacker(store, take_in, shape)
    arrive(one, by)
    assert is_safe(one)


@pytest.mark.parametrize(
    ("profile", "shape"), [("nhs", "mixed"), ("dfe", "mixed"), ("dfe", "0, 1 and 7")]
)
def test_corrected_figures_give_no_small_count_away(store, take_in, profile, shape):
    one = attacker(store, take_in, shape, profile)
    arrive(one)
    sent = list(batches("quarter", MONTHS))
    for keys in (sent[0], sent[-1], sent[0]):
        one.correct(keys)
    assert is_safe(one)


def test_provisional_figures_that_become_final_give_no_small_count_away(store, take_in):
    one = attacker(store, take_in, "0, 1 and 7")
    one.provisional = True
    arrive(one)
    one.provisional = False
    for keys in batches("quarter", MONTHS):
        one.correct(keys)
    assert is_safe(one)


def test_withdrawn_figures_give_no_small_count_away(store, take_in):
    one = attacker(store, take_in, "0, 1 and 7")
    last = arrive(one)[-1]
    everything = dict(one.now)
    withdraw(store, last, by="analyst")
    sent_last = list(batches("quarter", MONTHS))[-1]
    one.show({key: n for key, n in everything.items() if key not in sent_last})
    restore(store, last, by="analyst")
    one.show(everything)
    assert is_safe(one)


@pytest.mark.parametrize("profile", ["nhs", "dfe"])
def test_without_a_database_the_same_is_published_as_from_a_store(store, take_in, profile):
    from_store, alone = attacker(store, take_in, "mixed", profile), simulated("mixed", profile)
    for one in (from_store, alone):
        arrive(one, "month", 4, PLACES[:4])
        one.correct(next(batches("month", 4, PLACES[:4])))
    assert alone.known == from_store.known
    assert alone.shown == from_store.shown


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
