"""The guard's interface to roles: looking a person up, and recording a refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dscp_data.access import User
from dscp_ui.guard.identity import Identity

NOBODY = User("", "")


def nobody(_: Identity | None) -> User:
    return NOBODY


def unrecorded(_user: User, _what: str) -> None:
    """Record nothing, where there is nowhere to record it."""


def nothing() -> None:
    """Nobody else can change a role."""


@dataclass(frozen=True)
class Access:
    """`user_now` looks up a person with the role that they have at this moment, and
    `record_refusal` logs what somebody was refused. `refresh` reads which roles other servers have
    changed, before each message of a page is answered. Unless set, nobody has a role."""

    user_now: Callable[[Identity | None], User] = nobody
    record_refusal: Callable[[User, str], None] = unrecorded
    refresh: Callable[[], None] = nothing
