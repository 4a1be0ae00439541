"""kill -9 at any moment of restore, rebuild, rotate-key or a migration: no wrong figure is shown,
and the same command, run again, ends well. `make torture` kills each 33 times (DSCP_KILLS / 6)."""

import os
import random
import shutil
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.intake.check import check_file
from dscp_data.store import StoreError, accept, open_store
from dscp_data.store.backup.backup import make_backup
from dscp_data.store.engine.connection import open_database
from dscp_data.store.engine.encryption import Key
from dscp_data.store.event_log.verification import verify_log
from tests.store.figures import figures
from tests.store.older_schemas import make_older
from tests.workbooks import workbook

ROOT = Path(__file__).parents[3]
KILLS = max(int(os.environ.get("DSCP_KILLS", "4")) // 6, 1)
OLD, NEW = "o" * 40, "n" * 40
COMMANDS = {
    "restore": (["restore"], OLD),
    "rebuild": (["rebuild"], OLD),
    "rotate-key": (["rotate-key"], NEW),
    "migrate": (["backup"], OLD),  # which brings the database up to date first
}
pytestmark = pytest.mark.slow


def place_rows(count):
    return [["E08", "CSC", place, "Apr-25", count] for place in ("Easington", "Teesdale")]


@pytest.fixture(scope="module")
def databases(tmp_path_factory):
    """A folder with an encrypted database for each command, and what it shows. The one to migrate
    is as an earlier dashboard left it."""
    folder = tmp_path_factory.mktemp("databases")
    path = folder / "migrate" / "dscp.duckdb"
    with open_store(path, key=Key(OLD)) as store:
        store.in_batch = True
        for count in (12, 13, 40):
            content = workbook(*place_rows(count))
            checked = check_file(
                content, f"{count}.xlsx", catalogue=catalogue(), today=date(2026, 1, 1)
            )
            accept(store, checked, content, by="analyst")
        make_backup(store)
        shown = figures(store)
    for command in COMMANDS.keys() - {"migrate"}:
        shutil.copytree(path.parent, folder / command)
    with closing(open_database(path, Key(OLD))) as connection:
        make_older(connection, 10)
    return folder, shown


def started(database, command):
    unset = {name: value for name, value in os.environ.items() if not name.startswith("DSCP_")}
    keys = {"DSCP_DATABASE_KEY": OLD, "DSCP_NEW_DATABASE_KEY": NEW}
    return subprocess.Popen(
        [sys.executable, "-m", "dscp_data", "--database", str(database), *COMMANDS[command][0]],
        cwd=ROOT,
        env={**unset, **keys},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def shown_with(database, key):
    with open_store(database, key=Key(key)) as store:
        return figures(store)


@pytest.fixture(scope="module")
def durations(databases, tmp_path_factory):
    """How long each command takes where nobody interrupts it."""
    taken = {}
    for command in COMMANDS:
        folder = tmp_path_factory.mktemp("undisturbed") / command
        shutil.copytree(databases[0] / command, folder)
        since = time.monotonic()
        process = started(folder / "dscp.duckdb", command)
        _, errors = process.communicate()
        assert process.returncode == 0, errors
        taken[command] = time.monotonic() - since
        assert shown_with(folder / "dscp.duckdb", COMMANDS[command][1]) == databases[1]
    return taken


@pytest.mark.parametrize("seed", range(KILLS))
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_was_killed_ends_well_when_run_again(
    databases, durations, tmp_path, monkeypatch, command, seed
):
    folder, shown = databases
    shutil.copytree(folder / command, tmp_path / "data")
    database, key = tmp_path / "data" / "dscp.duckdb", COMMANDS[command][1]
    moment = random.Random(f"{command} {seed}").uniform(0.3, 1.0) * durations[command]
    process = started(database, command)
    killer = threading.Timer(moment, process.kill)
    killer.start()
    process.communicate()
    killer.cancel()
    copied = tmp_path / "copied"
    shutil.copytree(database.parent, copied)
    for known in {OLD, key}:
        with suppress(StoreError):  # it says that it must not be used
            assert shown_with(copied / "dscp.duckdb", known) == shown
    again = started(database, command)
    _, errors = again.communicate()
    assert again.returncode == 0, errors
    assert shown_with(database, key) == shown
    monkeypatch.setenv("DSCP_DATABASE_KEY", key)
    assert verify_log(database).faults == ()
