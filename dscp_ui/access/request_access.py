"""Roles and refusals for the guard, which sees requests and runs no page."""

from __future__ import annotations

import logging
from contextlib import suppress

from dscp_data.access import User, refuse
from dscp_data.store import StoreError
from dscp_data.store.records.former_users import delete_files_of_former_users
from dscp_ui.access import sign_in_state
from dscp_ui.access.signed_in_user import LOCAL, NOBODY, user_with_current_role
from dscp_ui.guard.access import Access
from dscp_ui.guard.identity import Identity
from dscp_ui.runtime.open_store import store

LOG = logging.getLogger("dscp")


def user_now(person: Identity | None) -> User:
    """Somebody with the role that they have at this moment. While the database is not available,
    nobody has one."""
    if not sign_in_state.is_configured():
        return LOCAL
    try:
        store().refresh()
        return user_with_current_role(person.email, person.name) if person else NOBODY
    except StoreError:
        return NOBODY


def record_refusal(user: User, what: str) -> None:
    """Keep in the log of events what somebody was refused; the server's own log has it anyway."""
    try:
        refuse(store(), user, what)
    except StoreError as error:
        LOG.error("Not in the event log: %s was refused %s (%s)", user.signature, what, error)


def refresh() -> None:
    """Read which roles other servers have given or ended, and delete what people who have none any
    more left on this one. Where the database is not available, the
    page says so itself."""
    with suppress(StoreError):
        opened = store()
        opened.refresh()
        delete_files_of_former_users(opened)


REQUEST_ACCESS = Access(user_now, record_refusal, refresh)
