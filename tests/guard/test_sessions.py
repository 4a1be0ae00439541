import pytest

from dscp_ui.guard import sessions
from dscp_ui.guard.sessions import NoTime, Sessions, TimeOuts
from tests.guard.examples import Clock

IDLE_SECONDS, LONGEST_SECONDS = 30 * 60, 12 * 60 * 60


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def held(clock):
    return Sessions(clock)


def test_a_session_that_was_begun_is_fresh_and_no_other_is(held):
    token = held.begin()
    assert held.use(token)
    for other in ("", token[:-1], token + "x", "guessed"):
        assert not held.use(other)


def test_a_session_ends_when_it_was_idle_too_long_and_stays_ended(held, clock):
    token = held.begin()
    clock.now += IDLE_SECONDS - 1
    assert held.use(token)
    clock.now += IDLE_SECONDS
    assert not held.use(token)
    clock.now -= IDLE_SECONDS
    assert not held.use(token)


def test_a_session_in_use_ends_all_the_same_when_it_was_long_enough(held, clock):
    token, begun = held.begin(), clock.now
    while held.use(token):
        clock.now += IDLE_SECONDS / 2
    assert clock.now - begun == LONGEST_SECONDS


def test_tokens_cannot_be_guessed_and_end_with_the_server(held, clock):
    tokens = {held.begin() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 43  # 256 random bits
    assert not any(Sessions(clock).use(token) for token in tokens)


def test_sessions_that_ended_are_forgotten_when_the_next_begins(held, clock):
    for _ in range(5):
        held.begin()
    clock.now += IDLE_SECONDS
    newest = held.begin()
    assert list(held.held) == [newest]


def test_whoever_asks_for_sessions_in_a_loop_fills_no_memory(held, monkeypatch):
    monkeypatch.setattr(sessions, "MOST", 3)
    tokens = [held.begin() for _ in range(3)]
    held.use(tokens[0])
    held.begin()
    assert [held.use(token) for token in tokens] == [True, False, True]


def test_time_outs_can_be_set(clock, monkeypatch):
    monkeypatch.setenv("DSCP_IDLE_MINUTES", "5")
    monkeypatch.setenv("DSCP_SIGN_IN_HOURS", "0.1")
    held = Sessions(clock, TimeOuts.from_settings())
    token = held.begin()
    clock.now += 299
    assert held.use(token)
    assert held.seconds_left(token) == 61


@pytest.mark.parametrize("said", ["soon", "0", "-1", "inf", "nan"])
def test_a_time_out_that_is_no_time_is_refused(monkeypatch, said):
    monkeypatch.setenv("DSCP_IDLE_MINUTES", said)
    with pytest.raises(NoTime, match=f"DSCP_IDLE_MINUTES is '{said}'. Set it to a number above 0"):
        TimeOuts.from_settings()


def test_a_session_that_somebody_ends_is_over_at_once_and_whoever_watches_it_hears(held):
    token, other = held.begin(), held.begin()
    watches = [held.watch(token), held.watch(token), held.watch(other)]
    held.end(token)
    assert not held.use(token)
    assert held.use(other)
    assert [watch.is_set() for watch in watches] == [True, True, False]
