"""Turns of page runs: how many of this server's readers have their page worked out at once.

Python runs one thread at a time. With many runs at once each gets a slice in turn, all of them end
late, and what they have drawn waits to be sent, because the thread that sends competes with every
one of them: with 50 readers half of the answers took 8 s, and 2 s with these turns.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Semaphore, local

AT_ONCE = 2  # one may wait for the store, which needs no Python
LONGEST_WAIT = 5.0  # seconds for a turn; then a run starts without one
BUSY_FROM = 2  # another reader waits already


class PageRuns:
    """The page runs of this process, each in a thread of its own."""

    def __init__(self, at_once: int = AT_ONCE, longest_wait: float = LONGEST_WAIT) -> None:
        self.turns = Semaphore(at_once)
        self.longest_wait = longest_wait
        self.lock = Lock()
        self.count = 0
        self.of_thread = local()

    @contextmanager
    def one(self) -> Iterator[None]:
        """A page run, from when it is asked for: it waits for its turn."""
        with self.lock:
            self.count += 1
        self.begin_turn()
        try:
            yield
        finally:
            self.end_turn()
            with self.lock:
                self.count -= 1

    @contextmanager
    def without_turn(self) -> Iterator[None]:
        """Let others have the turn of this run while it waits for something slow."""
        had_turn = self.end_turn()
        try:
            yield
        finally:
            if had_turn:
                self.begin_turn()

    def begin_turn(self) -> None:
        self.of_thread.has_turn = self.turns.acquire(timeout=self.longest_wait)

    def end_turn(self) -> bool:
        """Whether this thread had a turn."""
        had_turn: bool = getattr(self.of_thread, "has_turn", False)
        self.of_thread.has_turn = False
        if had_turn:
            self.turns.release()
        return had_turn

    @property
    def is_busy(self) -> bool:
        """Whether so many readers wait for a page that nothing should be prepared for later."""
        return self.count >= BUSY_FROM


RUNS = PageRuns()
