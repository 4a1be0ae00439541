"""Who has which role: given, changed and ended with who and why, never overwritten."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from dscp_data.access.permissions import ROLES, Role
from dscp_data.access.user import User
from dscp_data.model.clock import utc_now
from dscp_data.model.text import join_list
from dscp_data.store import Store, StoreError
from dscp_data.store.engine.queries import question
from dscp_data.store.event_log.events import record, rows_of

LONGEST = 254
INSERT = (
    "INSERT INTO user_role (email, role, agencies, localities, given_at, given_by, reason)"
    " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id"
)
STEWARDS_NEEDED = (
    "{email} is the only steward. Make someone else a steward first, so that someone can give "
    "roles."
)


class RoleError(StoreError):
    """A role cannot be given or ended so; the message says what to change."""


@dataclass(frozen=True)
class Row:
    """A role that somebody has or had. `ended_at` is None while they have it; times are UTC."""

    email: str
    role: Role
    agencies: tuple[str, ...]
    localities: tuple[str, ...]
    given_at: datetime
    given_by: str
    reason: str
    ended_at: datetime | None
    ended_by: str | None
    ended_because: str | None


def user_of(store: Store, email: str, name: str) -> User:
    """The person with that address and the role they have now, which may be none."""
    with store.cursor() as cursor:
        held = role_in(cursor, address_of(email)) if is_address(email) else None
    if held is None:
        return User(email, name)
    role, agencies, localities = held
    return User(address_of(email), name, role, frozenset(agencies), frozenset(localities))


def roles_held(store: Store, *, ended: bool = False) -> list[Row]:
    """The roles that people have, by address; with `ended` also those they had, oldest first."""
    with store.cursor() as cursor:
        rows = cursor.execute(question("roles"), {"ended": ended}).fetchall()
    return [Row(e, role, tuple(a), tuple(places), *rest) for e, role, a, places, *rest in rows]


def stewards(store: Store) -> list[str]:
    """The addresses of those who can give roles."""
    return [one.email for one in roles_held(store) if one.role == "steward"]


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
    given = [role, sorted(set(agencies)), sorted(set(localities))]
    keep(store, address_of(email), given, by, reason)


def end_role(store: Store, email: str, *, by: str, reason: str = "") -> None:
    """Take somebody's role from them. Raises RoleError where they have none."""
    keep(store, address_of(email), [None, [], []], by, reason)


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


def keep(store: Store, email: str, given: list[Any], by: str, reason: str) -> None:
    """Add a row for somebody, unless it says what the newest one says."""
    with store.change(new_version=False) as cursor:
        held = role_in(cursor, email)
        if given[0] is None and held is None:
            raise RoleError(f"{email} does not have a role, so nothing has changed.")
        if held is not None and given == list(held):
            return
        was, becomes = held[0] if held else None, given[0]
        if was == "steward" and becomes != "steward" and steward_count(cursor) == 1:
            raise RoleError(STEWARDS_NEEDED.format(email=email))
        said = [email, *given, utc_now(), by.strip(), reason.strip()]
        made = cursor.execute(INSERT, said).fetchall()
        rows = {"user_role": rows_of(cursor, "user_role", "id = ?", made[0])}
        what = "role given" if given[0] else "role ended"
        record(cursor, what, who=by.strip(), subjects=[email], rows=rows)
    store.roles_version += 1


def role_in(
    cursor: duckdb.DuckDBPyConnection, email: str
) -> tuple[Role, list[str], list[str]] | None:
    held = cursor.execute(question("role_of"), {"email": email}).fetchall()
    return held[0] if held and held[0][0] else None


def steward_count(cursor: duckdb.DuckDBPyConnection) -> int:
    held = cursor.execute(question("roles"), {"ended": False}).fetchall()
    return sum(role == "steward" for _, role, *_ in held)


def is_address(email: str) -> bool:
    """ASCII only: other alphabets have letters that look the same, and some become ours when they
    are written small."""
    given = email.strip()
    whole = re.fullmatch(r"[^@\s]+@[^@\s]+", given)
    return given.isascii() and given.isprintable() and len(given) <= LONGEST and bool(whole)


def address_of(email: str) -> str:
    return email.strip().lower()
