import numpy as np
import pytest

from dscp_data.statistics.change import count_change, share_change


@pytest.mark.parametrize(
    ("earlier", "later", "low", "high"),
    [(20, 26, -0.30, 1.46), (450, 400, -0.23, 0.02), (100, 80, -0.41, 0.08)],
)
def test_a_change_of_counts_has_the_exact_interval_of_their_ratio(earlier, later, low, high):
    found = count_change(earlier, later)
    assert (round(found.lower, 2), round(found.upper, 2)) == (low, high)
    assert found.holds_none


def test_a_change_from_or_to_nought_has_an_open_end():
    assert count_change(0, 5).upper == np.inf
    assert count_change(5, 0).lower == -1
    assert count_change(0, 0) == (-1, np.inf)


def test_a_doubling_of_many_is_a_clear_change():
    assert not count_change(200, 400).holds_none


def test_a_change_of_shares_has_newcombes_interval():
    found = share_change((9, 40), (15, 42))
    assert (round(100 * found.lower), round(100 * found.upper)) == (-6, 31)
    assert share_change((15, 42), (9, 40)) == pytest.approx((-found.upper, -found.lower))


def test_counts_under_nought_are_refused():
    with pytest.raises(ValueError, match="0 or more"):
        count_change(-1, 2)
