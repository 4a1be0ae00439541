"""Rate limit on one person's messages and uploads, over all their tabs together."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable

# A hand on a slider sends some five a second, and a page that is opened a few at once.
PER_SECOND, BURST = 5.0, 30


class RateLimit:
    """A generic cell rate algorithm: a client that is too fast waits, in the order of
    asking, and nothing is lost. While a connection waits it is not read, so its sender waits too.

    Example: with 5 a second and a burst of 2, three at the time 0 pass at 0, 0 and 0.2 s.
    """

    def __init__(
        self,
        per_second: float = PER_SECOND,
        burst: int = BURST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.interval = 1 / per_second
        self.tolerance = (burst - 1) * self.interval
        self.clock = clock
        self.next_due = clock()

    def reserve(self, at_most: float = math.inf) -> float | None:
        """The seconds that the next message has to wait; None, and no turn, where that is longer
        than `at_most`."""
        now = self.clock()
        due = max(self.next_due, now)
        delay = max(due - self.tolerance - now, 0)
        if delay > at_most:
            return None
        self.next_due = due + self.interval
        return delay

    async def wait(self, at_most: float = math.inf) -> bool:
        """Wait for the next turn; at once, and False, where that would be longer than `at_most`."""
        delay = self.reserve(at_most)
        if delay:
            await asyncio.sleep(delay)
        return delay is not None
