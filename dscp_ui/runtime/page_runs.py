"""How many page runs are under way on this server, so that one can leave out what can wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

BUSY_FROM = 3  # a reader who goes to another page may have two for a moment


class PageRuns:
    """The page runs of this process, each in a thread of its own."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.count = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        with self.lock:
            self.count += 1
        try:
            yield
        finally:
            with self.lock:
                self.count -= 1

    @property
    def is_busy(self) -> bool:
        """Whether so many readers wait for a page that nothing should be prepared for later."""
        return self.count >= BUSY_FROM


RUNS = PageRuns()
