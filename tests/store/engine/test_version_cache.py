"""What is remembered is of the data version that stands, and worked out once."""

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
def held() -> Counting:
    return Counting()


@pytest.fixture
def remembered(held: Counting) -> VersionCache:
    return VersionCache(lambda: held.version, most=2)


def test_an_answer_is_worked_out_once(held: Counting, remembered: VersionCache) -> None:
    first = remembered.get_or_compute("one", held.work)
    assert remembered.get_or_compute("one", held.work) is first
    assert held.done == 1


def test_it_is_worked_out_again_when_the_data_change(
    held: Counting, remembered: VersionCache
) -> None:
    remembered.get_or_compute("one", held.work)
    held.version = 2
    assert remembered.get_or_compute("one", held.work) == "answer 2 of version 2"


def test_an_answer_is_not_cached_where_the_data_changed_meanwhile(
    held: Counting, remembered: VersionCache
) -> None:
    def work_while_it_changes() -> str:
        held.version = 2
        return "of both versions"

    remembered.get_or_compute("one", work_while_it_changes)
    held.version = 1
    assert remembered.get_or_compute("one", held.work) == "answer 1 of version 1"


def test_of_more_than_it_keeps_the_one_longest_not_asked_goes(
    held: Counting, remembered: VersionCache
) -> None:
    for key in ("one", "two", "one", "three"):
        remembered.get_or_compute(key, held.work)
    assert held.done == 3
    remembered.get_or_compute("one", held.work)
    assert held.done == 3
    remembered.get_or_compute("two", held.work)
    assert held.done == 4


def test_an_error_is_raised_for_those_who_wait_and_not_cached(
    held: Counting, remembered: VersionCache
) -> None:
    def fail() -> str:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        remembered.get_or_compute("one", fail)
    assert remembered.get_or_compute("one", held.work) == "answer 1 of version 1"


def test_a_caller_who_asks_meanwhile_waits_for_the_same_answer(
    held: Counting, remembered: VersionCache
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        assert go_on.wait(10)
        return held.work()

    def ask(work: Callable[[], str]) -> str:
        return remembered.get_or_compute("one", work)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ask, slow)
        assert begun.wait(10)
        second = pool.submit(ask, held.work)
        go_on.set()
        assert first.result(10) == second.result(10) == "answer 1 of version 1"
    assert held.done == 1
