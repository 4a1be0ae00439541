"""Page runs take turns, and a run knows whether others wait."""

import threading
from contextlib import ExitStack

import pytest

from dscp_ui.runtime.page_runs import BUSY_FROM, PageRuns

A_HANG = 60.0  # seconds


def begun(runs, begins, may_end):
    """A run in a thread of its own, which says when it has its turn and waits to end."""

    def run():
        with runs.one():
            begins.release()
            may_end.wait(A_HANG)

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_so_many_run_at_once_and_the_next_begins_when_one_ends():
    runs, begins, may_end = PageRuns(at_once=2), threading.Semaphore(0), threading.Event()
    with runs.one(), runs.one():
        third = begun(runs, begins, may_end)
        while runs.count < 3:
            pass
        assert not begins.acquire(blocking=False)
    assert begins.acquire(timeout=A_HANG)
    may_end.set()
    third.join(A_HANG)
    assert not third.is_alive()


def test_a_run_that_waits_for_something_slow_gives_its_turn_away_and_takes_it_again():
    runs, begins, may_end = PageRuns(at_once=1), threading.Semaphore(0), threading.Event()
    with runs.one():
        with runs.without_turn():
            other = begun(runs, begins, may_end)
            assert begins.acquire(timeout=A_HANG)
            may_end.set()
            other.join(A_HANG)
        another = begun(runs, begins, may_end)
        while runs.count < 2:
            pass
        assert not begins.acquire(blocking=False)
    another.join(A_HANG)
    assert begins.acquire(blocking=False)


def test_a_run_that_waits_too_long_starts_without_a_turn():
    runs, begins, may_end = (
        PageRuns(1, longest_wait=0.01),
        threading.Semaphore(0),
        threading.Event(),
    )
    may_end.set()
    with runs.one():
        waiting = begun(runs, begins, may_end)
        assert begins.acquire(timeout=A_HANG)
        waiting.join(A_HANG)
    with runs.one():  # the turn that it never had was not given back twice
        waiting = begun(runs, begins, may_end)
        assert begins.acquire(timeout=A_HANG)
        waiting.join(A_HANG)
        assert not runs.turns.acquire(blocking=False)


def test_a_server_is_busy_while_so_many_run_or_wait():
    runs = PageRuns(at_once=BUSY_FROM)
    with ExitStack() as under_way:
        for _ in range(BUSY_FROM - 1):
            under_way.enter_context(runs.one())
        assert not runs.is_busy
        with runs.one():
            assert runs.is_busy
        assert not runs.is_busy


def test_a_run_that_fails_is_over():
    runs = PageRuns(at_once=1)
    with pytest.raises(ValueError, match="a page"), runs.one():
        raise ValueError("a page")
    assert runs.count == 0
    assert runs.turns.acquire(blocking=False)
