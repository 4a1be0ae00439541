"""Roles of users: given, changed and ended, with who and why, never overwritten."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import cast

from dscp_data.access.permissions import ROLES, Role
from dscp_data.access.user import User
from dscp_data.model.text import join_list
from dscp_data.store import Store
from dscp_data.store.records.roles import (
    RoleError,
    RoleGrant,
    current_role,
    role_assignments,
    save_role,
)

LONGEST = 254


def user_of(store: Store, email: str, name: str) -> User:
    """The person with that address and the role they have now, which may be none."""
    grant = current_role(store, address_of(email)) if is_address(email) else None
    if grant is None:
        return User(email, name)
    role = cast(Role, grant.role)
    agencies, localities = frozenset(grant.agencies), frozenset(grant.localities)
    return User(address_of(email), name, role, agencies, localities)


def stewards(store: Store) -> list[str]:
    """The addresses of those who can give roles."""
    return [one.email for one in role_assignments(store) if one.role == "steward"]


def give_role(
    store: Store,
    email: str,
    role: str,
    *,
    agencies: Collection[str] = (),
    localities: Collection[str] = (),
    by: str,
    reason: str = "",
) -> None:
    """Give somebody a role in place of the one they have. Raises RoleError, and CatalogueError
    for an agency or a locality that the plan does not have."""
    check_role(store, email, role, agencies, localities)
    grant = RoleGrant(role, tuple(sorted(set(agencies))), tuple(sorted(set(localities))))
    save_role(store, address_of(email), grant, by=by.strip(), reason=reason.strip())


def end_role(store: Store, email: str, *, by: str, reason: str = "") -> None:
    """Take somebody's role from them. Raises RoleError where they have none."""
    save_role(store, address_of(email), RoleGrant(None), by=by.strip(), reason=reason.strip())


def check_role(
    store: Store,
    email: str,
    role: str,
    agencies: Collection[str],
    localities: Collection[str],
) -> None:
    if not is_address(email):
        raise RoleError("Enter the email address they sign in with, like name@example.gov.uk.")
    if role not in ROLES:
        raise RoleError(f"“{role}” is not a role. Choose {join_list(ROLES, 'or')}.")
    for agency in agencies:
        store.plan.agency(agency)
    for locality in localities:
        store.plan.locality(locality)
    if bool(localities) != (role == "manager"):
        raise RoleError(
            "Choose at least one locality for a manager. Other roles do not have localities."
        )
    if bool(agencies) != (role == "analyst"):
        raise RoleError(
            "Choose at least one agency for an analyst. Other roles do not have agencies."
        )


def is_address(email: str) -> bool:
    """ASCII only: other alphabets have letters that look the same, and some become ours when they
    are written small."""
    text = email.strip()
    match = re.fullmatch(r"[^@\s]+@[^@\s]+", text)
    return text.isascii() and text.isprintable() and len(text) <= LONGEST and bool(match)


def address_of(email: str) -> str:
    return email.strip().lower()
