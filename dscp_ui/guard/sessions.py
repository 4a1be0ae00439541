"""The sessions that the server has begun. They are held here alone and end with the server."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 12 * 60 * 60
# A browser holds one session. Beyond this many somebody is asking for them in a loop.
MOST = 10_000


@dataclass(frozen=True)
class Session:
    """When a session began and was last used, in seconds of the clock."""

    begun: float
    used: float

    @property
    def ends(self) -> float:
        return min(self.used + IDLE_SECONDS, self.begun + LONGEST_SECONDS)


class Sessions:
    """Sessions by their secret token, the one used longest ago first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.held: dict[str, Session] = {}

    def begin(self) -> str:
        """The token of a new session."""
        self.forget_ended()
        token = secrets.token_urlsafe(32)
        now = self.clock()
        self.held[token] = Session(begun=now, used=now)
        return token

    def seconds_left(self, token: str) -> float:
        """How long this session will last if it is not used; 0 where it ended or never was."""
        session = self.held.get(token)
        return max(session.ends - self.clock(), 0) if session else 0

    def use(self, token: str) -> bool:
        """Whether this session is fresh; if so it is idle from now on."""
        if not self.seconds_left(token):
            self.held.pop(token, None)
            return False
        self.held[token] = replace(self.held.pop(token), used=self.clock())
        return True

    def forget_ended(self) -> None:
        while self.held:
            oldest = next(iter(self.held))
            if len(self.held) < MOST and self.seconds_left(oldest):
                break
            del self.held[oldest]
