"""Roles as rows: the newest of an address says which role it has, and none is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from dscp_data.model.clock import utc_now
from dscp_data.store.engine.errors import StoreError
from dscp_data.store.engine.inserts import insert_row, next_id
from dscp_data.store.engine.queries import load_sql
from dscp_data.store.engine.store import Store
from dscp_data.store.event_log.events import record, rows_of

STEWARDS_NEEDED = (
    "{email} is the only steward. Make someone else a steward first, so that someone can give "
    "roles."
)


class RoleError(StoreError):
    """A role cannot be given or ended so; the message says what to change."""


@dataclass(frozen=True)
class RoleGrant:
    """A role, with the agencies or localities that it is limited to. None takes a role away."""

    role: str | None
    agencies: tuple[str, ...] = ()
    localities: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoleAssignment:
    """A role that somebody has or had. `ended_at` is None while they have it; times are UTC."""

    email: str
    role: str
    agencies: tuple[str, ...]
    localities: tuple[str, ...]
    given_at: datetime
    given_by: str
    reason: str
    ended_at: datetime | None
    ended_by: str | None
    ended_because: str | None


def current_role(store: Store, email: str) -> RoleGrant | None:
    """The role that an address has now, None where it has none."""
    with store.cursor() as cursor:
        return role_in(cursor, email)


def role_assignments(store: Store, *, ended: bool = False) -> list[RoleAssignment]:
    """The roles that people have, by address; with `ended` also those they had, oldest first."""
    with store.cursor() as cursor:
        return assignments_in(cursor, ended=ended)


def save_role(store: Store, email: str, new: RoleGrant, *, by: str, reason: str) -> None:
    """Add a row for an address, unless it says what the newest one says. Raises RoleError where
    there is no role to end, or nobody would be left who can give roles."""
    with store.transaction(new_version=False) as cursor:
        current = role_in(cursor, email)
        if new.role is None and current is None:
            raise RoleError(f"{email} does not have a role, so nothing has changed.")
        if new == current:
            return
        if current and current.role == "steward" and new.role != "steward":
            refuse_last_steward(cursor, email)
        id = next_id(cursor, "user_role")
        limits = {"agencies": list(new.agencies), "localities": list(new.localities)}
        signed = {"given_at": utc_now(), "given_by": by, "reason": reason}
        row = {"id": id, "email": email, "role": new.role, **limits, **signed}
        insert_row(cursor, "user_role", row)
        rows = {"user_role": rows_of(cursor, "user_role", "id = ?", [id])}
        what = "role given" if new.role else "role ended"
        record(cursor, what, who=by, subjects=[email], rows=rows)
    store.roles_version += 1


def refuse_last_steward(cursor: duckdb.DuckDBPyConnection, email: str) -> None:
    stewards = [one for one in assignments_in(cursor, ended=False) if one.role == "steward"]
    if len(stewards) == 1:
        raise RoleError(STEWARDS_NEEDED.format(email=email))


def role_in(cursor: duckdb.DuckDBPyConnection, email: str) -> RoleGrant | None:
    found = cursor.execute(load_sql("role_of"), {"email": email}).fetchall()
    if not found or not found[0][0]:
        return None
    role, agencies, localities = found[0]
    return RoleGrant(role, tuple(agencies), tuple(localities))


def assignments_in(cursor: duckdb.DuckDBPyConnection, *, ended: bool) -> list[RoleAssignment]:
    rows = cursor.execute(load_sql("roles"), {"ended": ended}).fetchall()
    return [assignment(row) for row in rows]


def assignment(row: Sequence[Any]) -> RoleAssignment:
    email, role, agencies, localities, *rest = row
    return RoleAssignment(email, role, tuple(agencies), tuple(localities), *rest)
