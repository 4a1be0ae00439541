"""No small count can be worked out from what is shown: the attack recovers none of them."""

import numpy as np
import pytest
from scipy.sparse import block_diag, csc_array

from dscp_data.catalogue import catalogue
from dscp_data.disclosure import CountTable, protect, suppression_pattern
from dscp_data.disclosure.secondary_suppression import pattern_of_block
from dscp_data.disclosure.suppression import HIDDEN, shown_range
from tests.disclosure.attack import bounds_told, recovered

NHS, DFE = catalogue().profile("nhs"), catalogue().profile("dfe")


def summed(shape):
    """Cells of a block of counts with all its margins, as rows of 0 and 1 over its counts."""
    places = np.arange(int(np.prod(shape))).reshape(shape)
    groups = [[slice(n, n + 1) for n in range(size)] + [slice(None)] for size in shape]
    rows = []
    for chosen in np.ndindex(*(len(group) for group in groups)):
        inside = places[tuple(group[n] for group, n in zip(groups, chosen, strict=True))]
        row = np.zeros(places.size)
        row[inside.ravel()] = 1
        rows.append(row)
    return np.array(rows)


def table(sums, counts):
    nothing = csc_array((0, len(counts)))
    return CountTable(csc_array(sums), np.array(counts, dtype=float), nothing, *never(len(sums)))


def never(cells):
    """No cell was published before."""
    return np.full(cells, np.nan), np.full(cells, np.nan)


def found_by_the_attack(sums, counts, hidden, profile=NHS):
    cells = sums @ counts
    shown = [
        HIDDEN if hide else protect(cell, profile.id)
        for cell, hide in zip(cells, hidden, strict=True)
    ]
    numbers = (profile.small_to, profile.round_to)
    bounds = [
        bounds_told(0.0, one, *numbers) if isinstance(one, str) else bounds_told(one, "", *numbers)
        for one in shown
    ]
    small = np.flatnonzero((cells > 0) & (cells <= profile.small_to))
    return recovered(sums, bounds, small)


def audited(sums, counts, profile=NHS):
    made = table(sums, counts)
    return suppression_pattern(made, profile, np.zeros(len(made.cells), dtype=bool))


@pytest.mark.parametrize("counts", [[1] * 7, [7, 7, 7, 7]])
def test_a_total_that_gives_its_parts_away_is_repaired(counts):
    sums = summed((len(counts),))
    nothing = np.zeros(len(sums), dtype=bool)
    assert len(found_by_the_attack(sums, counts, nothing)) >= len(counts)
    assert found_by_the_attack(sums, counts, audited(sums, counts)) == {}


def test_nothing_is_hidden_where_rounding_suffices():
    sums = summed((4,))
    assert not audited(sums, [3, 11, 0, 26]).any()


def test_what_was_hidden_before_stays_hidden():
    made = table(summed((4,)), [3, 11, 0, 26])
    before = np.array([False, True, False, False, False])
    assert suppression_pattern(made, NHS, before).tolist() == before.tolist()


def test_a_part_is_hidden_rather_than_a_total():
    sums = summed((7,))
    hidden = audited(sums, [1] * 7)
    assert hidden[:7].any()
    assert not hidden[7]


def test_what_a_number_is_out_of_gives_nothing_away():
    # 7 of 7 in each of four places: only together can number and base be other than they are.
    one = summed((4,))
    sums = np.block([[one, np.zeros_like(one)], [np.zeros_like(one), one]])
    counts = np.array([7.0, 7, 7, 7, 7, 7, 7, 7])
    out_of = csc_array(np.hstack([-np.eye(4), np.eye(4)]))
    hidden = suppression_pattern(
        CountTable(csc_array(sums), counts, out_of, *never(10)), NHS, np.zeros(10, dtype=bool)
    )
    bounds = [
        bounds_told(0.0, HIDDEN) if hide else bounds_told(c if c > 7 else 0.0, words)
        for hide, c, words in zip(
            hidden, [7, 7, 7, 7, 30] * 2, ["1 to 7"] * 4 + [""] + ["1 to 7"] * 4 + [""], strict=True
        )
    ]
    pairs = [(part, part + 4) for part in range(4)]
    assert recovered(sums, bounds, [0, 1, 2, 3, 5, 6, 7, 8], pairs) == {}


@pytest.mark.parametrize("seed", range(12))
def test_the_attack_recovers_nothing_from_a_block_of_small_counts(seed):
    counts, sums = small_block(seed)
    hidden = audited(sums, counts)
    assert found_by_the_attack(sums, counts, hidden) == {}
    assert hidden.mean() < 0.2


def test_without_the_audit_the_same_blocks_give_counts_away():
    given_away = 0
    for seed in range(12):
        counts, sums = small_block(seed)
        given_away += len(found_by_the_attack(sums, counts, np.zeros(len(sums), dtype=bool)))
    assert given_away > 0


@pytest.mark.parametrize("seed", range(6))
def test_with_counts_hidden_and_others_as_they_are_the_attack_recovers_nothing(seed):
    sums = summed((4, 3, 3))
    counts = np.random.default_rng(seed).choice([0, 1, 2, 5, 6, 12, 40], size=36)
    nothing = np.zeros(len(sums), dtype=bool)
    assert len(found_by_the_attack(sums, counts, nothing, DFE)) > 0
    assert found_by_the_attack(sums, counts, audited(sums, counts, DFE), DFE) == {}


def small_block(seed):
    """Rare events of 2 agencies in 4 places over 3 months, most of them 1 or 7, with all margins:
    the counts that margins pin most easily."""
    shape = (2, 4, 3)
    rng = np.random.default_rng(seed)
    likely = rng.dirichlet([1, 1, 1])
    return rng.choice([0, 1, 7], size=int(np.prod(shape)), p=likely), summed(shape)


def random_blocks(seed):
    """Blocks of small counts with their margins, as council years of one indicator are."""
    random = np.random.default_rng(seed)
    for _ in range(3):
        sums = summed(tuple(random.integers(2, 5, size=2)))
        yield sums, random.poisson(random.choice([0.7, 1.2, 4]), size=sums.shape[1])


@pytest.mark.parametrize("seed", range(20))
def test_blocks_are_audited_together_as_each_by_itself(seed):
    found = [*random_blocks(seed)]
    together = audited(
        block_diag([sums for sums, _ in found]).toarray(),
        np.concatenate([counts for _, counts in found]),
    )
    alone = [audited(sums, counts) for sums, counts in found]
    assert together.tolist() == np.concatenate(alone).tolist()


@pytest.mark.parametrize("seed", range(20))
def test_an_audit_of_what_was_published_already_hides_nothing_more(seed):
    """So the audit after a return leaves out the years that it is not of."""
    for sums, counts in random_blocks(seed):
        first = audited(sums, counts)
        low, high = shown_range((sums @ counts).astype(float), NHS)
        published = CountTable(
            csc_array(sums),
            counts.astype(float),
            csc_array((0, len(counts))),
            np.where(first, np.nan, low),
            np.where(first, np.nan, high),
        )
        assert pattern_of_block(published, NHS, first).tolist() == first.tolist()
        assert suppression_pattern(published, NHS, first).tolist() == first.tolist()
