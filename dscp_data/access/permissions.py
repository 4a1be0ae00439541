"""The permissions of each role, read and checked from `plan/access.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from dscp_data.catalogue import CatalogueError, plan_file
from dscp_data.catalogue.reading import read_entries

Role = Literal["viewer", "member", "manager", "analyst", "steward", "auditor"]
Action = Literal[
    "see-protected",
    "see-exact",
    "see-records",
    "see-returns",
    "see-originals",
    "check-returns",
    "accept-returns",
    "withdraw-returns",
    "edit-meanings",
    "edit-settings",
    "export-protected",
    "export-exact",
    "manage-users",
    "see-audit",
    "run-retention",
    "see-meetings",
    "comment-on-meetings",
    "prepare-meetings",
    "record-meetings",
    "close-meetings",
    "correct-meetings",
    "write-commentary",
    "review-commentary",
    "save-views",
    "manage-feeds",
    "edit-evidence",
    "edit-reform-plan",
    "correct-plan",
]
Extent = Literal["no", "own locality", "own agency", "yes"]
ROLES: tuple[Role, ...] = get_args(Role)
ACTIONS: tuple[Action, ...] = get_args(Action)


@dataclass(frozen=True)
class Permission:
    """One action: what it means in words, and how far each role may do it."""

    id: Action
    means: str
    viewer: Extent
    member: Extent
    manager: Extent
    analyst: Extent
    steward: Extent
    auditor: Extent

    def of(self, role: Role | None) -> Extent:
        """How far a role may do it; what is no role may do nothing."""
        extent: Extent = getattr(self, role) if role in ROLES else "no"
        return extent


@cache
def matrix() -> Mapping[str, Permission]:
    """The permissions by action. Raises CatalogueError where the file does not say them all."""
    found: dict[str, Permission] = {
        one.id: one for one in read_entries(plan_file("access.csv"), Permission)
    }
    if missing := set(ACTIONS) - set(found):
        raise CatalogueError(f"access.csv: {min(missing)!r} is missing")
    return found
