"""The search that works out only what has changed hides just what the plain one hides."""

import numpy as np
import pytest
from scipy.sparse import csc_array

from dscp_data.catalogue import catalogue
from dscp_data.disclosure import CountTable, suppression_pattern
from dscp_data.disclosure.alternative_search import build_search, cheapest_alternative
from dscp_data.disclosure.secondary_suppression import pattern_of_block
from dscp_data.disclosure.suppression import shown_range
from tests.disclosure import plain_suppression as plain
from tests.disclosure.attack import recovered
from tests.disclosure.test_secondary_suppression import summed

PROFILES = [catalogue().profile(id) for id in ("nhs", "dfe")]
SHAPES = [(4,), (3, 3), (2, 3, 3), (4, 5)]


def random_table(seed, profile):
    """Numbers beside what they are out of, with all their margins. Some cells were published, and
    some of the figures in them have been corrected since."""
    rng = np.random.default_rng(seed)
    sums = summed(SHAPES[seed % len(SHAPES)])
    width = sums.shape[1]
    numbers = rng.choice([0, 1, 2, 7, 8, 20], width)
    bases = numbers + rng.choice([0, 0, 1, 6, 30], width)
    nothing = np.zeros_like(sums)
    now = np.block([[sums, nothing], [nothing, sums]])
    corrected = rng.random(2 * width) < 0.15
    old = now[rng.random(len(now)) < 0.4]
    before = np.hstack([old * ~corrected, old[:, corrected]])
    parts = np.concatenate([numbers, bases])
    parts = np.append(parts, parts[corrected] + rng.integers(0, 4, corrected.sum()))
    rows = np.vstack([np.hstack([now, np.zeros((len(now), corrected.sum()))]), before])
    out_of = np.hstack([-np.eye(width), np.eye(width), np.zeros((width, corrected.sum()))])
    cells = rows @ parts
    low, high = shown_range(cells, profile)
    published = np.arange(len(rows)) >= len(now)
    return CountTable(
        csc_array(rows),
        parts.astype(float),
        csc_array(out_of),
        np.where(published, low, np.nan),
        np.where(published, high, np.nan),
    )


@pytest.mark.parametrize("profile", PROFILES, ids=["nhs", "dfe"])
def test_what_is_hidden_is_what_the_plain_search_hides(profile):
    hidden = 0
    for seed in range(40):
        table = random_table(seed, profile)
        before = np.random.default_rng(seed).random(len(table.cells)) < 0.05
        found = pattern_of_block(table, profile, before & ~table.is_published)
        expected = plain.suppression_pattern(table, profile, before.copy())
        assert found.tolist() == expected.tolist()
        hidden += found.sum() - (before & ~table.is_published).sum()
    assert hidden


def test_another_table_differs_in_the_cell_that_it_is_searched_for():
    """All that a step can undo may be worth less than what is already broken: the search went back
    to the first table then, and took it for another."""
    for seed in range(40):
        for profile in PROFILES:
            table = random_table(seed, profile)
            search = build_search(table, profile)
            for cell in np.flatnonzero(table.cells > 0):
                found = cheapest_alternative(search, int(cell))
                assert found.changes[cell] != 0 or found.cost == np.inf


@pytest.mark.parametrize("profile", PROFILES, ids=["nhs", "dfe"])
def test_what_is_shown_gives_away_no_more_than_what_was_published_before(profile):
    """Here what was published before was chosen at random, and gives some counts away itself."""
    shown = 0
    for seed in range(16):
        table = random_table(seed, profile)
        sums, width = table.sums.toarray(), table.at_least_0.shape[0]
        hidden = suppression_pattern(table, profile, np.zeros(len(table.cells), dtype=bool))
        small = np.flatnonzero((table.cells > 0) & (table.cells <= profile.small_to))
        anything = np.tile([0.0, np.inf], (len(sums), 1))
        before, now = anything.copy(), np.column_stack(shown_range(table.cells, profile))
        before[table.is_published] = now[table.is_published]
        now[hidden] = anything[hidden]
        pairs = [(one, width + one) for one in range(width)]
        known = recovered(sums, before, small, pairs)
        assert recovered(sums, now, small, pairs).keys() <= known.keys()
        shown += (~hidden & ~table.is_published).sum()
    assert shown
