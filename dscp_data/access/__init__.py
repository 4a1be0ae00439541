"""Authorisation: users, their roles, and what each role may do."""

from dscp_data.access.authorisation import NotAllowed, allowed, refuse, require
from dscp_data.access.permissions import ACTIONS, ROLES, Action, Role, matrix
from dscp_data.access.roles import (
    end_role,
    give_role,
    stewards,
    user_of,
)
from dscp_data.access.user import User, can
from dscp_data.store.records.roles import RoleAssignment, RoleError, role_assignments

__all__ = [
    "ACTIONS",
    "ROLES",
    "Action",
    "NotAllowed",
    "Role",
    "RoleAssignment",
    "RoleError",
    "User",
    "allowed",
    "can",
    "end_role",
    "give_role",
    "matrix",
    "refuse",
    "require",
    "role_assignments",
    "stewards",
    "user_of",
]
