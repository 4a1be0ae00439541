"""Commands on roles: role, roles."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from dscp_data.access import ROLES, RoleAssignment, end_role, give_role, role_assignments
from dscp_data.cli.exit_codes import OK, WrongUse
from dscp_data.cli.output import plain, say, user_name, write_json
from dscp_data.store import open_store


def add_role(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("role", help="give someone a role, or end it")
    command.add_argument("email", metavar="EMAIL", help="the address they sign in with")
    command.add_argument("role", nargs="?", metavar="ROLE", help=", ".join(ROLES))
    command.add_argument(
        "--agency", nargs="+", default=[], metavar="ID", help="agencies an analyst can act for"
    )
    command.add_argument(
        "--locality", nargs="+", default=[], metavar="ID", help="localities a manager can see"
    )
    command.add_argument("--end", action="store_true", help="end the role")
    command.add_argument("--by", default=user_name())
    command.add_argument("--why", default="", help="reason, kept in the history")
    command.set_defaults(run=set_role)
    return command


def add_roles(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("roles", help="list who has which role")
    command.add_argument("--ended", action="store_true", help="include roles that have ended")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=list_roles)
    return command


def set_role(options: argparse.Namespace) -> int:
    if bool(options.role) == options.end:
        raise WrongUse("Enter a role to give, or use --end to end it.")
    account = {"by": options.by, "reason": options.why}
    with open_store(options.database) as store:
        if options.end:
            end_role(store, options.email, **account)
        else:
            whose = {"agencies": options.agency, "localities": options.locality}
            give_role(store, options.email, options.role, **whose, **account)
    say(f"{options.email} {'no longer has a role' if options.end else f'is now {options.role}'}.")
    return OK


def list_roles(options: argparse.Namespace) -> int:
    with open_store(options.database) as store:
        assignments = role_assignments(store, ended=options.ended)
    if options.json:
        write_json([in_json(one) for one in assignments])
        return OK
    for one in assignments:
        print(in_words(one))
    if not assignments:
        say("No one has a role yet. To give the first: python -m dscp_data role EMAIL steward")
    return OK


def in_words(one: RoleAssignment) -> str:
    """As "ann@example.gov.uk  manager (easington), from 2026-11-22"."""
    own = " ".join((*one.agencies, *one.localities))
    until = f" to {one.ended_at:%Y-%m-%d}" if one.ended_at else ""
    whose = f" ({own})" if own else ""
    return f"{one.email}  {one.role}{whose}, from {one.given_at:%Y-%m-%d}{until}"


def in_json(one: RoleAssignment) -> dict[str, Any]:
    return {name: plain(value) for name, value in asdict(one).items()}
