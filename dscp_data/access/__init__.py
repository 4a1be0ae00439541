"""Who may do what: people, their roles, and the one table that says what each role may do."""

from dscp_data.access.authorisation import NotAllowed, allowed, refuse, require
from dscp_data.access.permissions import ACTIONS, ROLES, Action, Role, matrix
from dscp_data.access.roles import (
    RoleError,
    Row,
    end_role,
    give_role,
    roles_held,
    stewards,
    user_of,
)
from dscp_data.access.user import User, can

__all__ = [
    "ACTIONS",
    "ROLES",
    "Action",
    "NotAllowed",
    "Role",
    "RoleError",
    "Row",
    "User",
    "allowed",
    "can",
    "end_role",
    "give_role",
    "matrix",
    "refuse",
    "require",
    "roles_held",
    "stewards",
    "user_of",
]
