"""Commands that read files: check and load."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from dscp_data.catalogue import catalogue
from dscp_data.cli.exit_codes import FAULTS, OK, WrongUse, exit_of
from dscp_data.cli.output import say, user_name, write_json
from dscp_data.intake.check import check_file
from dscp_data.model.clock import today
from dscp_data.model.faults import Fault
from dscp_data.model.mappings import NO_MAPPINGS
from dscp_data.model.returns import CheckedReturn
from dscp_data.operations.bulk_load import Arrival, Loaded, arrivals, load, with_history
from dscp_data.store import Store, StoreError, open_store, saved_mappings
from dscp_data.store.backup.backup import one_backup
from dscp_data.store.engine.place import has_store

RECEIPT = ("return_id", "added", "changed", "unchanged", "removed")


def add_check(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser(
        "check", help="check files and list what is in them and any faults"
    )
    command.set_defaults(run=check)
    return with_files(command)


def add_load(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("load", help="check files and accept those without faults")
    command.add_argument("--by", default=user_name(), help="who accepts them")
    command.add_argument("--reason", default="", help="reason to give for every query")
    command.set_defaults(run=load_files)
    return with_files(command)


def with_files(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--agency", help="sender (if the file does not say)")
    command.add_argument("--json", action="store_true")
    return command


def check(options: argparse.Namespace) -> int:
    plan = catalogue()
    agency = options.agency and plan.agency(options.agency).id
    files = existing(options.files)
    with store_if_any(options.database) as store:
        check_one = partial(
            check_file,
            catalogue=plan,
            today=today(),
            agency=agency,
            mappings=saved_mappings(store) if store else NO_MAPPINGS,
        )
        found = [check_one(one.path.read_bytes(), one.path.name) for one in files]
        if store:
            found = [with_history(store, checked) for checked in found]
    if options.json:
        write_results([report(checked) for checked in found], options.files)
    else:
        for checked in found:
            print_report(checked)
    return exit_of(found)


@contextmanager
def store_if_any(database: Path) -> Iterator[Store | None]:
    """The store to check against: its returns and what agencies' own words mean. Without a
    database there is none, and a check makes none."""
    try:
        store = open_store(database) if has_store(database) else None
    except StoreError as error:
        say(f"Not compared with accepted returns. {error}")
        store = None
    with store or nullcontext():
        yield store


def load_files(options: argparse.Namespace) -> int:
    files = existing(options.files)
    with open_store(options.database) as store, one_backup(store):
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
    unanswered_queries = any(one.receipt is None for one in done)
    return exit_of(one.checked for one in done) or (FAULTS if unanswered_queries else OK)


def existing(paths: list[Path]) -> list[Arrival]:
    """The files to read. Raises WrongUse where one is not there, before any is read."""
    found = arrivals(paths)
    for arrival in found:
        if not arrival.path.is_file():
            raise WrongUse(f"Cannot find the file {arrival.path}.")
    if not found:
        raise WrongUse("There are no workbooks in that folder.")
    return found


def report(checked: CheckedReturn) -> dict[str, Any]:
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
        "faults": [fault_report(fault) for fault in checked.faults],
    }


def fault_report(fault: Fault) -> dict[str, Any]:
    """A fault as JSON has it: its message names the other cells that it is about."""
    return {name: value for name, value in asdict(fault).items() if name != "also_at"}


def load_report(one: Loaded) -> dict[str, Any]:
    receipt = one.receipt
    counts = (
        {name: getattr(receipt, name) for name in RECEIPT} if receipt else dict.fromkeys(RECEIPT)
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


def print_report(checked: CheckedReturn) -> None:
    print(f"{checked.file}: {checked.state}; {', '.join(checked.counts()) or 'nothing to store'}")
    for fault in checked.faults:
        place = f"{fault.sheet}!{fault.cell}".strip("!")
        print(f"  {fault.severity} {place or 'file'}: {fault.message} {fault.fix}")


def write_results(results: list[dict[str, Any]], paths: list[Path]) -> None:
    """One file gives one object; several, or a folder, give a list."""
    single = len(paths) == 1 and not paths[0].is_dir()
    write_json(results[0] if single else results)
