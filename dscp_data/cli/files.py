"""Commands that take files in and out: check, load, withdraw, returns, due."""

from __future__ import annotations

import argparse
import os
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from dscp_data.catalogue import catalogue
from dscp_data.cli.exits import FAULTS, OK, WrongUse, exit_of
from dscp_data.cli.output import records, say, write_json
from dscp_data.due import due, in_words
from dscp_data.intake.check import check_file
from dscp_data.loading import Arrival, Loaded, arrivals, load, with_history
from dscp_data.returns import Checked
from dscp_data.store import Store, StoreError, withdraw
from dscp_data.store.backup import one_backup
from dscp_data.words import counted


def add_check(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("check", help="say what is in files and what is wrong with them")
    command.set_defaults(run=check)
    return with_files(command)


def add_load(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("load", help="check files and accept those that are clean")
    command.add_argument("--by", default=user_name(), help="who accepts them")
    command.add_argument("--reason", default="", help="the reason that answers every query")
    command.set_defaults(run=load_files)
    return with_files(command)


def add_withdraw(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("withdraw", help="take a return out again")
    command.add_argument("return_id", type=int, metavar="RETURN_ID")
    command.add_argument("--by", default=user_name())
    command.add_argument("--reason", default="")
    command.set_defaults(run=withdraw_return)
    return command


def add_returns(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("returns", help="list the returns that are held")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=list_returns)
    return command


def add_due(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("due", help="who owes which figures, and how that stands")
    command.add_argument("--on", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=list_due)
    return command


def with_files(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--agency", help="the sender, where the file does not say")
    command.add_argument("--json", action="store_true")
    return command


def check(options: argparse.Namespace) -> int:
    plan = catalogue()
    agency = options.agency and plan.agency(options.agency).id
    found = []
    for arrival in existing(options.files):
        content = arrival.path.read_bytes()
        found.append(
            check_file(
                content, arrival.path.name, catalogue=plan, today=date.today(), agency=agency
            )
        )
    found = beside_what_is_held(found, options.database)
    if options.json:
        write_results([report(checked) for checked in found], options.files)
    else:
        for checked in found:
            print_report(checked)
    return exit_of(found)


def beside_what_is_held(found: list[Checked], database: Path) -> list[Checked]:
    """With what is remarkable beside the returns held; without a database there is nothing to
    compare with, and a check makes none."""
    if not database.exists():
        return found
    try:
        with Store(database) as store:
            return [with_history(store, checked) for checked in found]
    except StoreError as error:
        say(f"Not compared with the returns that are held. {error}")
        return found


def load_files(options: argparse.Namespace) -> int:
    files = existing(options.files)
    with Store(options.database) as store, one_backup(store):
        agency = options.agency and store.plan.agency(options.agency).id
        done = []
        for arrival in files:
            one = load(store, arrival, by=options.by, agency=agency, reason=options.reason)
            done.append(one)
            if not options.json:
                print_report(one.checked)
                print(outcome(one))
    if options.json:
        write_results([load_report(one) for one in done], options.files)
    unanswered = any(one.receipt is None for one in done)
    return exit_of(one.checked for one in done) or (FAULTS if unanswered else OK)


def withdraw_return(options: argparse.Namespace) -> int:
    with Store(options.database) as store:
        withdraw(store, options.return_id, by=options.by, reason=options.reason)
    say(f"Return {options.return_id} is withdrawn. What stood before it stands again.")
    return OK


def list_returns(options: argparse.Namespace) -> int:
    with Store(options.database) as store:
        held = store.ask("returns", as_of=None).rename(columns={"id": "return_id"})
    if options.json:
        write_json(records(held))
        return OK
    for one in records(held):
        sent = f"{one['agency'] or 'several agencies'}, {one['file']}"
        figures = counted(one["observations"], "observation")
        print(f"{one['return_id']:>4}  {one['state']:<10}  {sent}: {figures}")
    return OK


def list_due(options: argparse.Namespace) -> int:
    """Each agency, indicator and period with its due date; in words only what is open."""
    day = options.on or date.today()
    with Store(options.database) as store:
        found = due(store, day)
    if options.json:
        write_json(records(found))
        return OK
    print(in_words(found))
    for one in records(found[found["standing"].isin(["late", "partly"])]):
        missing = f", without {', '.join(one['missing'])}" if one["missing"] else ""
        period = f"{one['period_type']} from {one['period_start']}"
        print(
            f"  {one['standing']:<7} {one['agency']}, {one['indicator']}, {period}, "
            f"due {one['due']}{missing}"
        )
    return OK


def existing(paths: list[Path]) -> list[Arrival]:
    """The files to read. Raises WrongUse where one is not there, before any is read."""
    found = arrivals(paths)
    for arrival in found:
        if not arrival.path.is_file():
            raise WrongUse(f"There is no file {arrival.path}.")
    if not found:
        raise WrongUse("There is no workbook in that folder.")
    return found


def report(checked: Checked) -> dict[str, Any]:
    return {
        "file": checked.file,
        "state": checked.state,
        "layout": list(checked.layout),
        "agency": checked.agency,
        "observations": len(checked.observations),
        "concerns": len(checked.concerns),
        "mapping_meetings": len(checked.meetings),
        "evidence": len(checked.evidence),
        "actions": len(checked.actions),
        "faults": [asdict(fault) for fault in checked.faults],
    }


def load_report(one: Loaded) -> dict[str, Any]:
    receipt = one.receipt
    counts = (
        asdict(receipt)
        if receipt
        else dict.fromkeys(("return_id", "added", "changed", "unchanged", "removed"))
    )
    return {**report(one.checked), **counts}


def outcome(one: Loaded) -> str:
    if one.receipt is None:
        why = "it has faults" if one.checked.blocking else "its queries need a reason (--reason)"
        return f"  Not accepted: {why}."
    r = one.receipt
    return (
        f"  Accepted as return {r.return_id}: {r.added} added, {r.changed} changed, "
        f"{r.unchanged} unchanged, {r.removed} removed."
    )


def print_report(checked: Checked) -> None:
    held = [
        counted(len(lines), one, many)
        for lines, one, many in (
            (checked.observations, "observation", ""),
            (checked.concerns, "area of concern", "areas of concern"),
            (checked.meetings, "mapping meeting", ""),
            (checked.evidence, "line of evidence", "lines of evidence"),
            (checked.actions, "reform action", ""),
        )
        if lines
    ]
    print(f"{checked.file}: {checked.state}; {', '.join(held) or 'nothing to store'}")
    for fault in checked.faults:
        place = f"{fault.sheet}!{fault.cell}".strip("!")
        print(f"  {fault.severity} {place or 'file'}: {fault.message} {fault.fix}")


def write_results(results: list[dict[str, Any]], paths: list[Path]) -> None:
    """One file gives one object; several, or a folder, give a list."""
    single = len(paths) == 1 and not paths[0].is_dir()
    write_json(results[0] if single else results)


def user_name() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or "command line"
