import pytest

from dscp_ui.guard import sessions as module
from dscp_ui.guard.sessions import InvalidTimeout, Sessions, Timeouts
from tests.guard.examples import Clock

IDLE_SECONDS, LONGEST_SECONDS = 30 * 60, 12 * 60 * 60


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sessions(clock):
    return Sessions(clock)


def test_a_session_that_was_begun_is_fresh_and_no_other_is(sessions):
    token = sessions.create()
    assert sessions.touch(token)
    for other in ("", token[:-1], token + "x", "guessed"):
        assert not sessions.touch(other)


def test_a_session_ends_when_it_was_idle_too_long_and_stays_ended(sessions, clock):
    token = sessions.create()
    clock.now += IDLE_SECONDS - 1
    assert sessions.touch(token)
    clock.now += IDLE_SECONDS
    assert not sessions.touch(token)
    clock.now -= IDLE_SECONDS
    assert not sessions.touch(token)


def test_a_session_in_use_ends_all_the_same_when_it_was_long_enough(sessions, clock):
    token, begun = sessions.create(), clock.now
    while sessions.touch(token):
        clock.now += IDLE_SECONDS / 2
    assert clock.now - begun == LONGEST_SECONDS


def test_tokens_cannot_be_guessed_and_end_with_the_server(sessions, clock):
    tokens = {sessions.create() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 43  # 256 random bits
    assert not any(Sessions(clock).touch(token) for token in tokens)


def test_sessions_that_ended_are_forgotten_when_the_next_begins(sessions, clock):
    for _ in range(5):
        sessions.create()
    clock.now += IDLE_SECONDS
    newest = sessions.create()
    assert list(sessions.by_token) == [newest]


def test_asking_for_sessions_in_a_loop_fills_no_memory(sessions, monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)
    tokens = [sessions.create() for _ in range(3)]
    sessions.touch(tokens[0])
    sessions.create()
    assert [sessions.touch(token) for token in tokens] == [True, False, True]


def test_time_outs_can_be_set(clock, monkeypatch):
    monkeypatch.setenv("DSCP_IDLE_MINUTES", "5")
    monkeypatch.setenv("DSCP_SIGN_IN_HOURS", "0.1")
    sessions = Sessions(clock, Timeouts.from_settings())
    token = sessions.create()
    clock.now += 299
    assert sessions.touch(token)
    assert sessions.seconds_left(token) == 61


@pytest.mark.parametrize("said", ["soon", "0", "-1", "inf", "nan"])
def test_a_time_out_that_is_no_time_is_refused(monkeypatch, said):
    monkeypatch.setenv("DSCP_IDLE_MINUTES", said)
    with pytest.raises(
        InvalidTimeout, match=f"DSCP_IDLE_MINUTES is '{said}'. Set it to a number above 0"
    ):
        Timeouts.from_settings()


def test_a_session_that_somebody_ends_is_over_at_once_and_its_watchers_are_notified(sessions):
    token, other = sessions.create(), sessions.create()
    watches = [sessions.end_event(token), sessions.end_event(token), sessions.end_event(other)]
    sessions.end(token)
    assert not sessions.touch(token)
    assert sessions.touch(other)
    assert [watch.is_set() for watch in watches] == [True, True, False]
