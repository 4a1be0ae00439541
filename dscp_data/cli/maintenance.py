"""Maintenance commands: backup, restore, rebuild, verify-log, rotate-key, move."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from dscp_data.cli.exit_codes import FAULTS, OK, WrongUse
from dscp_data.cli.output import say, user_name
from dscp_data.model.text import pluralise
from dscp_data.store import open_store
from dscp_data.store.backup.backup import make_backup
from dscp_data.store.backup.key_rotation import rotate_key
from dscp_data.store.backup.rebuild import rebuild
from dscp_data.store.backup.restore import restore_backup, take_over_log
from dscp_data.store.engine.encryption import NEW_SETTING, SETTING, configured_key
from dscp_data.store.engine.in_postgres import SETTING as STORE_SETTING
from dscp_data.store.engine.place import refuse_in_postgres, store_setting
from dscp_data.store.event_log.verification import verify_log
from dscp_data.store.move import move_to_file, move_to_postgres

EVERY = 20


def add_backup(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("backup", help="back up the database and check the copy")
    command.set_defaults(run=back_up_now)
    return command


def add_restore(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser(
        "restore",
        help="restore the newest backup that passes its checks; after a restore in PostgreSQL, take"
        " over what is hidden from this server's log",
    )
    command.add_argument(
        "--from", dest="backup", type=Path, metavar="FILE", help="restore this backup instead"
    )
    command.add_argument("--by", default=user_name())
    command.set_defaults(run=restore)
    return command


def add_rebuild(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser(
        "rebuild", help="rebuild the database from the original files and the event log"
    )
    command.add_argument("--log", type=Path, metavar="FILE", help="an event log that was set aside")
    command.add_argument("--by", default=user_name())
    command.set_defaults(run=rebuild_now)
    return command


def add_verify_log(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("verify-log", help="verify the event log")
    command.set_defaults(run=verify)
    return command


def add_rotate_key(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser(
        "rotate-key", help=f"re-encrypt stored data with the key in {NEW_SETTING}"
    )
    command.add_argument("--off", action="store_true", help="turn encryption off")
    command.add_argument("--by", default=user_name())
    command.set_defaults(run=rotate)
    return command


def add_move(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser(
        "move", help=f"move the store between its file and PostgreSQL ({STORE_SETTING})"
    )
    command.add_argument("--to", choices=("postgresql", "file"), required=True)
    command.set_defaults(run=move)
    return command


def back_up_now(options: argparse.Namespace) -> int:
    with open_store(options.database) as store:
        print(make_backup(store))
    return OK


def restore(options: argparse.Namespace) -> int:
    if store_setting():
        return take_over_after_restore(options)
    done = restore_backup(options.database, options.by, options.backup)
    for skipped in done.skipped:
        say(f"Skipped, because it failed its checks: {skipped}")
    say_aside(done.aside)
    print(f"Restored: {done.backup}")
    if done.events_lost:
        say(
            f"{pluralise(done.events_lost, 'event')} happened after this backup. To include them, "
            "run `python -m dscp_data rebuild --log` with the event log that was set aside."
        )
    return OK


def take_over_after_restore(options: argparse.Namespace) -> int:
    if options.backup:
        refuse_in_postgres("Restore it there first: see docs/operations.md.")
    done = take_over_log(options.database, options.by)
    say_aside(done.aside)
    say(f"{pluralise(done.events_lost, 'event')} of this server's log happened after the backup.")
    print("What was hidden or published after the backup stays so.")
    return OK


def rebuild_now(options: argparse.Namespace) -> int:
    refuse_in_postgres("Move it to a file with `move --to file`, rebuild that, and move it back.")

    def progress(done: int, total: int, what: str) -> None:
        if done % EVERY == 0 or done == total:
            say(f"{done} of {pluralise(total, 'event')} {what}".rstrip())

    done = rebuild(options.database, options.by, progress, options.log)
    for difference in done.differs:
        print(difference)
    if done.differs:
        say(f"Nothing has been replaced. The partial rebuild is in {done.made}.")
        return FAULTS
    say_aside(done.aside)
    print(f"Rebuilt from {pluralise(done.events, 'event')}: {done.made}")
    return OK


def verify(options: argparse.Namespace) -> int:
    found = verify_log(options.database)
    for fault in found.faults:
        print(fault)
    if found.faults:
        return FAULTS
    print(
        f"The event log is complete and unaltered: {pluralise(found.events, 'event')} checked. "
        f"The latest hash is {found.last}"
    )
    return OK


def rotate(options: argparse.Namespace) -> int:
    refuse_in_postgres("Move it to a file with `move --to file`, change the key, and move it back.")
    new = configured_key(NEW_SETTING)
    if bool(new) == options.off:
        raise WrongUse(f"Set {NEW_SETTING} to the new key, or leave it unset and use --off.")
    left = rotate_key(options.database, configured_key(), new, by=options.by)
    for path in left:
        say(f"Not changed, because it was set aside: {path}")
    print(f"Done. {f'Set {SETTING} to the new key' if new else f'Unset {SETTING}'} from now on.")
    return OK


def move(options: argparse.Namespace) -> int:
    if options.to == "postgresql":
        say(f"Set aside: {move_to_postgres(options.database)}")
        print(f"Moved to PostgreSQL. Keep {STORE_SETTING} set from now on, on every server.")
    else:
        move_to_file(options.database)
        print(f"Moved to {options.database}. Unset {STORE_SETTING} from now on.")
    return OK


def say_aside(aside: tuple[Path, ...]) -> None:
    for path in aside:
        say(f"Set aside: {path}")
