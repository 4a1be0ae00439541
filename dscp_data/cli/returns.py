"""Commands on accepted returns: withdraw, returns, due."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from dscp_data.cli.exit_codes import OK
from dscp_data.cli.output import records, say, user_name, write_json
from dscp_data.model.clock import today
from dscp_data.model.periods import period_of
from dscp_data.model.text import pluralise
from dscp_data.store import open_store, withdraw
from dscp_data.store.backup.backup import describe_backup
from dscp_data.summaries.returns_due import by_quarter, due, due_table


def add_withdraw(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("withdraw", help="withdraw a return")
    command.add_argument("return_id", type=int, metavar="RETURN_ID")
    command.add_argument("--by", default=user_name())
    command.add_argument("--reason", default="")
    command.set_defaults(run=withdraw_return)
    return command


def add_returns(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("returns", help="list returns")
    command.add_argument("--json", action="store_true")
    command.add_argument(
        "--matrix",
        action="store_true",
        help="with --json, include every agency's status by quarter",
    )
    command.set_defaults(run=list_returns)
    return command


def add_due(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("due", help="list what each agency owes and whether it is late")
    command.add_argument("--on", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=list_due)
    return command


def withdraw_return(options: argparse.Namespace) -> int:
    with open_store(options.database) as store:
        withdraw(store, options.return_id, by=options.by, reason=options.reason)
    say(f"Return {options.return_id} has been withdrawn. Earlier figures apply again.")
    return OK


def list_returns(options: argparse.Namespace) -> int:
    with open_store(options.database) as store:
        returns_found = store.query("returns", as_of=None).rename(columns={"id": "return_id"})
        quarters = records(by_quarter(due(store, today()))) if options.json else []
        storage = f"{store.describe_encryption()} {describe_backup(store)}"
    if options.json:
        listed = [{**one, "quarters": quarters_of(one, quarters)} for one in records(returns_found)]
        write_json({"returns": listed, "matrix": quarters} if options.matrix else listed)
        return OK
    for one in records(returns_found):
        sent = f"{one['agency'] or 'several agencies'}, {one['file']}"
        figures = pluralise(one["observations"], "observation")
        print(f"{one['return_id']:>4}  {one['state']:<10}  {sent}: {figures}")
    say(storage)
    return OK


def quarters_of(
    returns_found: dict[str, Any], quarters: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The status of each quarter that a return covers, with its agency."""
    first, last = returns_found["first_period"], returns_found["last_period"]
    return [
        quarter
        for quarter in quarters
        if first is not None
        and quarter["agency"] == returns_found["agency"]
        and quarter_of(first) <= quarter["quarter_start"] <= last
    ]


def quarter_of(day: str) -> str:
    """The first day of the quarter of a day, both in ISO form."""
    return period_of(date.fromisoformat(day), "quarter").start.isoformat()


def list_due(options: argparse.Namespace) -> int:
    """Each agency, indicator and period with its due date; in words only what is open."""
    day = options.on or today()
    with open_store(options.database) as store:
        found = due(store, day)
    if options.json:
        write_json(records(found))
        return OK
    print(due_table(found))
    for one in records(found[found["standing"].isin(["late", "partly"])]):
        missing = f", without {', '.join(one['missing'])}" if one["missing"] else ""
        period = f"{one['period_type']} from {one['period_start']}"
        print(
            f"  {one['standing']:<7} {one['agency']}, {one['indicator']}, {period}, "
            f"due {one['due']}{missing}"
        )
    return OK
