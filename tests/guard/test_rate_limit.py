"""How fast one person's messages reach Streamlit."""

import pytest

from dscp_ui.guard.identity import Identity
from dscp_ui.guard.rate_limit import RateLimit
from dscp_ui.guard.sessions import Sessions
from tests.guard.examples import Clock

ANN, BOB = Identity("ann@durham.gov.uk", "Ann"), Identity("bob@durham.gov.uk", "Bob")


@pytest.fixture
def clock():
    return Clock()


def test_a_burst_passes_at_once_and_what_follows_in_turn(clock):
    limit = RateLimit(per_second=5, burst=3, clock=clock)
    waits = [limit.reserve() for _ in range(6)]
    assert waits == pytest.approx([0, 0, 0, 0.2, 0.4, 0.6])


def test_the_burst_is_there_again_after_a_rest(clock):
    limit = RateLimit(per_second=5, burst=3, clock=clock)
    for _ in range(6):
        limit.reserve()
    clock.now += 6 / 5
    assert [limit.reserve() for _ in range(4)] == pytest.approx([0, 0, 0, 0.2])


def test_a_person_who_would_wait_too_long_is_refused_and_takes_no_turn(clock):
    limit = RateLimit(per_second=5, burst=1, clock=clock)
    assert [limit.reserve(at_most=0.5) for _ in range(4)] == [
        0,
        pytest.approx(0.2),
        pytest.approx(0.4),
        None,
    ]
    clock.now += 0.2
    assert limit.reserve(at_most=0.5) == pytest.approx(0.4)


def test_fifty_a_second_come_through_as_five_a_second(clock):
    """Ten seconds of 50 messages a second: the last of them waits until all before it passed."""
    limit = RateLimit(per_second=5, burst=30, clock=clock)
    passed = []
    for _ in range(500):
        passed.append(clock.now + limit.reserve())
        clock.now += 0.02
    seconds = passed[-1] - passed[29]
    assert (len(passed) - 30) / seconds == pytest.approx(5, rel=0.01)


def test_all_sign_ins_and_tabs_of_one_person_share_it_and_nobody_else_does():
    sessions = Sessions()
    first, second, other = (sessions.by_token[sessions.create(who)] for who in (ANN, ANN, BOB))
    assert first.allowance is second.allowance is not other.allowance


def test_without_a_sign_in_each_browser_has_its_own():
    sessions = Sessions()
    first, second = (sessions.by_token[sessions.create()] for _ in range(2))
    assert first.allowance is not second.allowance


def test_it_is_forgotten_with_the_last_session():
    sessions = Sessions()
    token = sessions.create(ANN)
    assert list(sessions.allowances) == [ANN.email]
    sessions.end(token)
    assert list(sessions.allowances) == []
