"""Server-side sessions: created, expired and looked up by their secret token, in memory only."""

from __future__ import annotations

import asyncio
import os
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from weakref import WeakSet, WeakValueDictionary

from dscp_data.access import User
from dscp_ui.guard.identity import Identity
from dscp_ui.guard.rate_limit import RateLimit
from dscp_ui.guard.uploads import InFlight

IDLE_MINUTES, ABSOLUTE_HOURS = 30, 12
# A browser holds one session. Beyond this many somebody is asking for them in a loop.
MOST = 10_000
# Files that were made for somebody and that they may still fetch.
MOST_FILES = 100


class InvalidTimeout(Exception):
    """A time-out is set to what is no time; the message says what to do."""


@dataclass(frozen=True)
class Timeouts:
    """How long a session lasts without use, and in any case, in seconds."""

    idle: float = IDLE_MINUTES * 60
    absolute: float = ABSOLUTE_HOURS * 3600

    @classmethod
    def from_settings(cls) -> Timeouts:
        """Those of DSCP_IDLE_MINUTES and DSCP_SIGN_IN_HOURS. Raises InvalidTimeout."""
        return cls(
            idle=60 * timeout_set("DSCP_IDLE_MINUTES", IDLE_MINUTES),
            absolute=3600 * timeout_set("DSCP_SIGN_IN_HOURS", ABSOLUTE_HOURS),
        )


def timeout_set(setting: str, usual: float) -> float:
    text = os.environ.get(setting) or str(usual)
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        raise InvalidTimeout(
            f"{setting} is {text!r}. Set it to a number above 0, as {setting}={usual}."
        )
    return number


@dataclass(eq=False)
class Allowance:
    """What one person uses of what everybody shares, over all their sessions and tabs. `refused`
    are what they were refused and what is in the log already."""

    rate: RateLimit = field(default_factory=RateLimit)
    uploads: InFlight = field(default_factory=InFlight)
    connections: int = 0
    refused: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Session:
    """When a session began and was last used, in seconds of the clock; whose it is, where there is
    a sign-in; and the cookies of Streamlit's that are kept for it."""

    begun: float
    used: float
    person: Identity | None = None
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)
    watches: WeakSet[asyncio.Event] = field(default_factory=WeakSet, repr=False)
    allowance: Allowance = field(default_factory=Allowance, repr=False)
    files: dict[str, User] = field(default_factory=dict, repr=False)

    def add_file(self, path: str, user: User) -> None:
        """Let this session fetch a file that was made for `user`."""
        self.files.pop(path, None)
        self.files[path] = user
        while len(self.files) > MOST_FILES:
            self.files.pop(next(iter(self.files)))


class Sessions:
    """Sessions by their secret token, the one used longest ago first."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        timeouts: Timeouts | None = None,
    ) -> None:
        self.clock = clock
        self.timeouts = timeouts or Timeouts()
        self.by_token: dict[str, Session] = {}
        self.allowances: WeakValueDictionary[str, Allowance] = WeakValueDictionary()

    def create(
        self, person: Identity | None = None, cookies: Mapping[str, str] | None = None
    ) -> str:
        """The token of a new session."""
        self.remove_expired()
        token = secrets.token_urlsafe(32)
        now = self.clock()
        allowance = self.allowances.setdefault(person.email if person else token, Allowance())
        self.by_token[token] = Session(
            begun=now, used=now, person=person, cookies=cookies or {}, allowance=allowance
        )
        return token

    def seconds_left(self, token: str) -> float:
        """How long this session will last if it is not used; 0 where it ended or never was."""
        session = self.by_token.get(token)
        if session is None:
            return 0
        ends = min(session.used + self.timeouts.idle, session.begun + self.timeouts.absolute)
        return max(ends - self.clock(), 0)

    def touch(self, token: str) -> bool:
        """Whether this session is fresh; if so it is idle from now on."""
        if not self.seconds_left(token):
            self.end(token)
            return False
        self.by_token[token] = replace(self.by_token.pop(token), used=self.clock())
        return True

    def end(self, token: str) -> Session | None:
        """End a session, and with it whatever watches it. Gives what it was, where it was one."""
        session = self.by_token.pop(token, None)
        for watch in session.watches if session else ():
            watch.set()
        return session

    def end_event(self, token: str) -> asyncio.Event:
        """What is set when this session is ended by somebody, and not by the time."""
        ended = asyncio.Event()
        if token in self.by_token:
            self.by_token[token].watches.add(ended)
        return ended

    def remove_expired(self) -> None:
        while self.by_token:
            oldest = next(iter(self.by_token))
            if len(self.by_token) < MOST and self.seconds_left(oldest):
                break
            self.end(oldest)
