"""kill -9 at any moment of a load or a backup: the state is before or after, and what was said to
be accepted is there. CI kills 8 times (DSCP_KILLS), `make torture` 200."""

import csv
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from dscp_data.disclosure import HIDDEN
from dscp_data.disclosure.audit_table import CELL
from dscp_data.store import open_store
from dscp_data.store.backup.backup import backups
from dscp_data.store.engine.queries import load_sql
from dscp_data.store.event_log.verification import verify_log
from tests.store.figures import figures

ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("DSCP_KILLS", "4"))
FILES = 4
HEADINGS = ["Indicator", "Agency", "Locality", "Month", "Number"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Each gives the figures of the one before again, and others. In the first, four times 7 in
    July are pinned by their total, so that some are hidden from a wider audience for good."""
    folder = tmp_path_factory.mktemp("files")
    made = []
    for number in range(FILES):
        rows = [
            ["E08", "CSC", place, f"{month:02d}/2025", str(10 * number + month)]
            for place in ("Easington", "Teesdale", "Sedgefield", "Durham City")
            for month in range(1, 9 + number)
        ]
        made.append(folder / f"return {number}.csv")
        with made[-1].open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([HEADINGS, *rows])
    return made


def started(database, files, **options):
    command = [sys.executable, "-m", "tests.store.engine.loading_in_turn"]
    named = [text for name, value in options.items() for text in (f"--{name}", str(value))]
    return subprocess.Popen(
        [*command, *named, str(database), *map(str, files)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


@pytest.fixture(scope="module")
def undisturbed(files, tmp_path_factory):
    """What is shown after each number of files, and how long all of them take from "ready" on."""
    folder = tmp_path_factory.mktemp("undisturbed")
    database = folder / "dscp.duckdb"
    process = started(database, files, states=folder)
    process.stdout.readline()
    since = time.monotonic()
    assert process.stdout.read().endswith("done\n")
    process.wait()
    taken = time.monotonic() - since
    shown = [(folder / f"{n}.txt").read_text(encoding="utf-8") for n in range(FILES + 1)]
    assert len(set(shown)) == FILES + 1
    with open_store(database) as store:
        assert figures(store) == shown[-1]
    return shown, taken


def hidden_without_a_mark(database):
    with duckdb.connect(str(database)) as connection:
        return connection.execute(load_sql("new_suppressions"), {"indicators": None}).fetchall()


def cells_hidden(store):
    told = store.query("protected", indicators=["E08"], period_type=None)
    hidden = told.loc[told["numerator_text"] == HIDDEN, CELL]
    return set(hidden.itertuples(index=False, name=None))


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_load_that_was_killed_is_before_or_after(files, undisturbed, tmp_path, seed):
    shown, taken = undisturbed
    database = tmp_path / "dscp.duckdb"
    process = started(database, files)
    assert process.stdout.readline() == "ready\n"
    killer = threading.Timer(random.Random(seed).uniform(0, taken), process.kill)
    killer.start()
    said = [line.strip() for line in process.stdout]
    process.wait()
    killer.cancel()
    accepted = [line for line in said if line != "done"]
    assert verify_log(database).faults == ()
    assert hidden_without_a_mark(database) == []
    with open_store(database) as store:
        assert figures(store) in shown[len(accepted) : len(accepted) + 2]
        hidden = cells_hidden(store)
    for backup in backups(database):
        copy = tmp_path / "copy.duckdb"
        shutil.copy(backup, copy)
        with open_store(copy, keeps_copies=False) as store:
            assert figures(store) in shown
    process = started(database, files)
    assert process.stdout.read().endswith("done\n")
    process.wait()
    with open_store(database) as store:
        assert figures(store) == shown[-1]
        assert cells_hidden(store) >= hidden
        assert cells_hidden(store)
