"""Commands on saved views. Each checks the user's permission and is recorded under their name."""

from __future__ import annotations

from dataclasses import replace

from dscp_data.access.authorisation import require
from dscp_data.access.user import User
from dscp_data.meetings.meeting import MeetingError
from dscp_data.model.clock import utc_now
from dscp_data.model.saved_views import SavedView
from dscp_data.records.typed_text import check_typed
from dscp_data.store import Store
from dscp_data.store.records.saved_views import save_view_row

LONGEST_NAME = 80


def save_view(store: Store, user: User, name: str, address: str, *, for_all: bool) -> int:
    """Save a view by name and give its id. Raises MeetingError for a name that cannot be used."""
    require(store, user, "save-views")
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise MeetingError(f"Enter a name of {LONGEST_NAME} characters or fewer.")
    check_typed([name])
    new = SavedView(name, address, user.signature, for_all)
    return save_view_row(store, "view saved", new, by=user.signature, at=utc_now())


def remove_view(store: Store, user: User, one: SavedView) -> None:
    """Remove a view that the user saved themselves; a steward removes any that is for all."""
    require(store, user, "save-views")
    if one.owner != user.signature:
        require(store, user, "edit-settings")
    save_view_row(store, "view removed", replace(one, ended=True), by=user.signature, at=utc_now())
