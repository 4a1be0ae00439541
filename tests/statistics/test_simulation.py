"""The page of methods says what the simulation says, and the simulation keeps to its limits."""

import pytest

from bench.statistics import simulations
from dscp_data.catalogue import catalogue

LIMITS = {"False signal, st": 1.2, "False signals": 1.0, "False signal, a s": 3.0}


@pytest.fixture(scope="module")
def simulated():
    return list(simulations())


def test_the_page_of_methods_has_the_figures_of_the_simulation(simulated):
    shown = [(one.what, one.plain, one.ours) for one in catalogue().false_alarms]
    assert shown == [tuple(one) for one in simulated]


def test_false_alarms_are_as_rare_as_agreed_and_a_lasting_rise_shows(simulated):
    ours = {one.what: float(one.ours.rstrip("%")) for one in simulated}
    for start, limit in LIMITS.items():
        found = [value for what, value in ours.items() if what.startswith(start)]
        assert found
        assert max(found) <= limit
    assert ours["A lasting rise from 100 to 130 seen within 6 months"] >= 95
