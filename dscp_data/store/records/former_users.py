"""What is deleted of people whose role has ended: their uploads that wait and their drafts.

They lie beside each server's own process, and a role may end on another server or by a command.
"""

from __future__ import annotations

from dscp_data.store.engine.store import Store
from dscp_data.store.records.roles import role_assignments


def delete_files_of_former_users(store: Store) -> None:
    """Delete what people without a role left here, once for each change of the roles."""
    version = store.roles_version
    if store.roles_seen == version:
        return
    everyone = role_assignments(store, ended=True)
    now = {one.email for one in everyone if one.ended_at is None}
    for email in {one.email for one in everyone} - now:
        store.waiting.delete_all(email)
        store.drafts.delete_all(email)
    store.roles_seen = version
