"""What is shown in place of a count: laws that hold for every count and profile."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.catalogue import CatalogueError, catalogue
from dscp_data.disclosure import protect
from dscp_data.disclosure.suppression import is_shown_alike, plotted_values

COUNTS = st.integers(0, 100_000)
PROFILES = [profile.id for profile in catalogue().profiles]


@pytest.mark.parametrize(
    ("count", "nhs", "dfe"),
    [
        (0, 0, 0),
        (1, "1 to 7", "[c]"),
        (5, "1 to 7", "[c]"),
        (6, "1 to 7", 6),
        (7, "1 to 7", 7),
        (8, 10, 8),
        (12, 10, 12),
        (13, 15, 13),
        (10_003, 10_005, 10_003),
        (None, None, None),
        (math.nan, None, None),
    ],
)
def test_a_count_is_shown_as_its_profile_defines(count, nhs, dfe):
    assert protect(count) == protect(count, profile="nhs") == nhs
    assert protect(count, profile="dfe") == dfe


def test_what_is_no_count_is_refused():
    with pytest.raises(ValueError, match="below 0"):
        protect(-1)


def test_an_unknown_profile_is_refused_by_name():
    with pytest.raises(CatalogueError, match="did you mean 'nhs'"):
        protect(3, profile="nhss")


@given(COUNTS)
def test_nhs_shows_a_number_within_2_of_the_count_and_never_a_small_one(count):
    shown = protect(count)
    if 1 <= count <= 7:
        assert shown == "1 to 7"
    else:
        assert shown % 5 == 0
        assert abs(shown - count) <= 2
        assert not 1 <= shown <= 7


@given(COUNTS, COUNTS)
def test_what_is_drawn_keeps_the_order_of_counts(one, other):
    low, high = sorted((one, other))
    drawn = plotted_values(np.array([low, high], dtype=float), catalogue().profile("nhs"))
    assert drawn[0] <= drawn[1]


@given(COUNTS, COUNTS, st.sampled_from(PROFILES))
def test_counts_are_shown_alike_just_where_protect_says_the_same(one, other, profile):
    alike = is_shown_alike(
        np.array([float(one)]), np.array([float(other)]), catalogue().profile(profile)
    )
    assert alike[0] == (protect(one, profile) == protect(other, profile))
