"""Commands that look after what is held: backup, restore, rebuild, verify-log, rotate-key."""

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
from dscp_data.store.backup.restore import restore_backup
from dscp_data.store.engine.encryption import NEW_SETTING, SETTING, configured_key
from dscp_data.store.event_log.verification import verify_log

EVERY = 20


def add_backup(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("backup", help="copy the database now, and compare the copy")
    command.set_defaults(run=back_up_now)
    return command


def add_restore(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("restore", help="put back the newest backup that is whole")
    command.add_argument("--from", dest="backup", type=Path, metavar="FILE", help="or this one")
    command.add_argument("--by", default=user_name())
    command.set_defaults(run=restore)
    return command


def add_rebuild(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser(
        "rebuild", help="make the database again from the kept files and the log of events"
    )
    command.add_argument("--log", type=Path, metavar="FILE", help="a log that was moved aside")
    command.add_argument("--by", default=user_name())
    command.set_defaults(run=rebuild_now)
    return command


def add_verify_log(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("verify-log", help="look whether the log of events is whole")
    command.set_defaults(run=verify)
    return command


def add_rotate_key(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser(
        "rotate-key", help=f"encrypt what is kept with the key in {NEW_SETTING} instead"
    )
    command.add_argument("--off", action="store_true", help="keep it without encryption")
    command.add_argument("--by", default=user_name())
    command.set_defaults(run=rotate)
    return command


def back_up_now(options: argparse.Namespace) -> int:
    with open_store(options.database) as store:
        print(make_backup(store))
    return OK


def restore(options: argparse.Namespace) -> int:
    done = restore_backup(options.database, options.by, options.backup)
    for skipped in done.skipped:
        say(f"Not whole, and passed over: {skipped}")
    say_aside(done.aside)
    print(f"Restored: {done.backup}")
    if done.events_lost:
        say(
            f"{pluralise(done.events_lost, 'event')} came after it and are not in it. To have them "
            "too: `python -m dscp_data rebuild --log` with the log that was moved aside."
        )
    return OK


def rebuild_now(options: argparse.Namespace) -> int:
    def progress(done: int, total: int, what: str) -> None:
        if done % EVERY == 0 or done == total:
            say(f"{done} of {pluralise(total, 'event')} {what}".rstrip())

    done = rebuild(options.database, options.by, progress, options.log)
    for difference in done.differs:
        print(difference)
    if done.differs:
        say(f"Nothing was replaced. What could be rebuilt is in {done.made}.")
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
    print(f"The log is whole: {pluralise(found.events, 'event')}. The last hash is {found.last}")
    return OK


def rotate(options: argparse.Namespace) -> int:
    new = configured_key(NEW_SETTING)
    if bool(new) == options.off:
        raise WrongUse(f"Set {NEW_SETTING} to the new key, or ask for --off without it.")
    left = rotate_key(options.database, configured_key(), new, by=options.by)
    for path in left:
        say(f"Not changed, because it was moved aside: {path}")
    print(f"Done. {f'Set {SETTING} to the new key' if new else f'Unset {SETTING}'} from now on.")
    return OK


def say_aside(aside: tuple[Path, ...]) -> None:
    for path in aside:
        say(f"Moved aside: {path}")
