"""What is cache is of the data version that stands, and worked out once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from dscp_data.store.engine.version_cache import VersionCache


class Counting:
    """A version that can be moved, and work that counts how often it is done."""

    def __init__(self) -> None:
        self.version, self.done = 1, 0

    def work(self) -> str:
        self.done += 1
        return f"answer {self.done} of version {self.version}"


@pytest.fixture
def counting() -> Counting:
    return Counting()


@pytest.fixture
def cache(counting: Counting) -> VersionCache:
    return VersionCache(lambda: counting.version, most=2)


def test_an_answer_is_worked_out_once(counting: Counting, cache: VersionCache) -> None:
    first = cache.get_or_compute("one", counting.work)
    assert cache.get_or_compute("one", counting.work) is first
    assert counting.done == 1


def test_it_is_worked_out_again_when_the_data_change(
    counting: Counting, cache: VersionCache
) -> None:
    cache.get_or_compute("one", counting.work)
    counting.version = 2
    assert cache.get_or_compute("one", counting.work) == "answer 2 of version 2"


def test_an_answer_is_not_cached_where_the_data_changed_meanwhile(
    counting: Counting, cache: VersionCache
) -> None:
    def work_while_it_changes() -> str:
        counting.version = 2
        return "of both versions"

    cache.get_or_compute("one", work_while_it_changes)
    counting.version = 1
    assert cache.get_or_compute("one", counting.work) == "answer 1 of version 1"


def test_of_more_than_it_keeps_the_one_longest_not_asked_goes(
    counting: Counting, cache: VersionCache
) -> None:
    for key in ("one", "two", "one", "three"):
        cache.get_or_compute(key, counting.work)
    assert counting.done == 3
    cache.get_or_compute("one", counting.work)
    assert counting.done == 3
    cache.get_or_compute("two", counting.work)
    assert counting.done == 4


def test_an_error_is_raised_for_those_who_wait_and_not_cached(
    counting: Counting, cache: VersionCache
) -> None:
    def fail() -> str:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        cache.get_or_compute("one", fail)
    assert cache.get_or_compute("one", counting.work) == "answer 1 of version 1"


def test_a_caller_who_asks_meanwhile_waits_for_the_same_answer(
    counting: Counting, cache: VersionCache
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        assert go_on.wait(10)
        return counting.work()

    def ask(work: Callable[[], str]) -> str:
        return cache.get_or_compute("one", work)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ask, slow)
        assert begun.wait(10)
        second = pool.submit(ask, counting.work)
        go_on.set()
        assert first.result(10) == second.result(10) == "answer 1 of version 1"
    assert counting.done == 1
