"""Who acts: the person who has signed in, with the role they have at this moment."""

from __future__ import annotations

from functools import lru_cache

from dscp_data.access import User, user_of
from dscp_data.store import Store
from dscp_ui.access import sign_in_state as signing_in
from dscp_ui.runtime.open_store import store

LOCAL = User("", "local user", "steward")
NOBODY = User("", "")


def user() -> User:
    """The acting person. Without a provider that is the one person on this computer, who may do
    everything."""
    if not signing_in.is_configured():
        return LOCAL
    who = signing_in.identity()
    return now_of(who.email, who.name) if who else NOBODY


def still(acting: User) -> User:
    """The same person with the role that they have now: for what is done later than it was
    offered, outside of any session."""
    if not signing_in.is_configured():
        return LOCAL if acting == LOCAL else NOBODY
    return now_of(acting.email, acting.name)


def now_of(email: str, name: str) -> User:
    held = store()
    return user_at(held, held.roles_version, email, name)


@lru_cache(maxsize=256)
def user_at(held: Store, roles_version: int, email: str, name: str) -> User:
    return user_of(held, email, name)
