"""The retention command: lists items past their retention period, and removes them."""

from __future__ import annotations

import argparse
from typing import Any

from dscp_data.cli.exit_codes import OK, WrongUse
from dscp_data.cli.output import say, user_name, write_json
from dscp_data.model.clock import utc_now
from dscp_data.model.text import format_date, pluralise
from dscp_data.store import open_store
from dscp_data.store.retention import RetentionList, apply_retention, list_expired

UNNAMED = ""


def add_retention(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser(
        "retention", help="list items past their retention period; with --apply, delete them"
    )
    command.add_argument(
        "--apply",
        nargs="?",
        const=UNNAMED,
        metavar="LIST",
        help="delete only the items in the list with this name",
    )
    command.add_argument("--json", action="store_true")
    command.add_argument("--by", default=user_name())
    command.set_defaults(run=retain)
    return command


def retain(options: argparse.Namespace) -> int:
    now = utc_now()
    if options.apply == UNNAMED:
        raise WrongUse(
            "Run `retention` first to see the list and its name. Then use --apply with that name."
        )
    with open_store(options.database) as store:
        if options.apply:
            listed = apply_retention(store, options.apply, by=options.by, now=now)
        else:
            listed = list_expired(store, now)
    (as_json if options.json else print_list)(listed, removed=bool(options.apply))
    return OK


def as_json(listed: RetentionList, removed: bool) -> None:
    write_json(
        {
            "list": listed.digest,
            "removed": removed,
            "old": [
                {
                    "rule": one.rule,
                    "file": one.file,
                    "not_needed_since": one.since.isoformat(timespec="seconds"),
                    "why": one.why,
                }
                for one in listed.old
            ],
            "kept": list(listed.always_kept),
        }
    )


def print_list(listed: RetentionList, removed: bool) -> None:
    for one in listed.old:
        print(f"{one.file}  not needed since {format_date(one.since)}: {one.why}")
    files = pluralise(len(listed.old), "file")
    if removed:
        say(f"Deleted {files}. This is recorded in the event log.")
        return
    for sentence in listed.always_kept:
        say(f"Always kept: {sentence}")
    say(f"Past their retention period: {files}. Nothing has been deleted.")
    if listed.old:
        say(f"To delete these: python -m dscp_data retention --apply {listed.digest}")
