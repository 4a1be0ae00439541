"""A user with a role, and `can`, the one function that decides what they may do."""

from __future__ import annotations

from dataclasses import dataclass

from dscp_data.access.permissions import Action, Role, matrix


@dataclass(frozen=True)
class User:
    """Who acts. Without a role they may do nothing. `agencies` are an analyst's own and
    `localities` a manager's own, by id."""

    email: str
    name: str
    role: Role | None = None
    agencies: frozenset[str] = frozenset()
    localities: frozenset[str] = frozenset()

    @property
    def signature(self) -> str:
        """How they are written beside what they do: the address, which is theirs alone; a name
        anybody could give."""
        return self.email or self.name


def can(user: User, action: Action, agency: str | None = None, locality: str | None = None) -> bool:
    """Whether somebody may do something; no, unless `plan/access.csv` says that they may.

    `agency` and `locality` are whose figures or which return it is about, None for all together:
    that is nobody's own.
    """
    permission = matrix().get(action)
    if permission is None:
        return False
    extent = permission.of(user.role)
    return (
        extent == "yes"
        or (extent == "own agency" and agency in user.agencies)
        or (extent == "own locality" and locality in user.localities)
    )
