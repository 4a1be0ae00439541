"""The signed-in user and their current role."""

from __future__ import annotations

from functools import lru_cache

from dscp_data.access import User, user_of
from dscp_data.store import Store
from dscp_ui.access import sign_in_state
from dscp_ui.runtime.open_store import store

LOCAL = User("", "local user", "steward")
NOBODY = User("", "")


def user() -> User:
    """The acting person. Without a provider that is the one person on this computer, who may do
    everything."""
    if not sign_in_state.is_configured():
        return LOCAL
    who = sign_in_state.identity()
    return user_with_current_role(who.email, who.name) if who else NOBODY


def reload_user(acting: User) -> User:
    """The same person with the role that they have now: for what is done later than it was
    offered, outside of any session."""
    if not sign_in_state.is_configured():
        return LOCAL if acting == LOCAL else NOBODY
    store().refresh()
    return user_with_current_role(acting.email, acting.name)


def user_with_current_role(email: str, name: str) -> User:
    opened = store()
    return user_at(opened, opened.roles_version, email, name)


@lru_cache(maxsize=256)
def user_at(opened: Store, roles_version: int, email: str, name: str) -> User:
    return user_of(opened, email, name)
