"""What tests of every part build on: an empty store and returns made of observations."""

import fcntl
import itertools
import os
import shutil
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from dscp_data.catalogue import catalogue
from dscp_data.store import accept, open_store
from dscp_data.store.backup.backup import backup_folder
from dscp_data.store.engine.connection import SETTINGS, open_database
from dscp_data.store.engine.encryption import configured_key
from dscp_data.store.engine.in_postgres import postgres_of
from dscp_data.store.engine.macros import create_macros
from dscp_data.store.engine.store import Store
from dscp_data.trends import Selection, staleness, trends
from tests.making import checked, months, observation
from tests.postgres import NUMBERS, running_server
from tests.small_disk import mounted

# A law that holds must not fail because the machine is busy with something else.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

# Tests run on every core already, and their tables are too small for more than one thread.
SETTINGS["threads"] = 1

# Hundreds of processes are started: without this each would compile every module anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# `make spark` brings what they need, and Java.
collect_ignore = [] if find_spec("pyspark") else ["spark"]

# Each of these is for one worker: its tests share a server and a Chromium, which cost more than
# they do. The tests of accessibility take longest in the browser, and have a worker of their own.
ONE_WORKER = ("tests/browser/test_accessibility_in_browser.py", "tests/browser/")
# Places of a store. One worker has all tests in PostgreSQL, because they share its server.
IN_FILE, IN_POSTGRES = "in a file", "in PostgreSQL"
MOST_WORKERS = 4


class Scheduling(LoadScopeScheduling):
    """Each test is given to a worker by itself, but those of ``ONE_WORKER`` stay together. So do
    those of a file that share a fixture, which each worker would make anew.

    The marks of ``--dist loadgroup`` do nothing with pytest 9.2 (pytest-xdist issue 1386).
    """

    def _split_scope(self, nodeid):
        if IN_POSTGRES in nodeid or nodeid.startswith("tests/store/places/"):
            return IN_POSTGRES
        file = nodeid.partition("::")[0]
        alone = file if shares_a_fixture(self.config.rootpath / file) else nodeid
        return next((group for group in ONE_WORKER if nodeid.startswith(group)), alone)


@cache
def shares_a_fixture(file):
    return 'scope="module"' in file.read_text(encoding="utf-8")


def pytest_xdist_make_scheduler(config, log):
    return Scheduling(config, log)


def pytest_generate_tests(metafunc):
    """Tests marked `both_places` run on a store in a file and on one in PostgreSQL."""
    if metafunc.definition.get_closest_marker("both_places") and "place" in metafunc.fixturenames:
        metafunc.parametrize("place", [IN_FILE, IN_POSTGRES])


def pytest_xdist_auto_num_workers():
    """One more than there are cores: the tests in a browser mostly wait."""
    return min((os.cpu_count() or 1) + 1, MOST_WORKERS)


def pytest_collection_modifyitems(items):
    """The longest first, so that no worker is left with one of them when the others have ended."""
    items.sort(key=lambda item: not (item.nodeid.startswith(ONE_WORKER) or is_slow(item)))


def is_slow(item):
    return item.get_closest_marker("slow") is not None


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """A folder that is filled once for all workers: by its name, and what fills it. Tests copy
    what is in it."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent

    def folder_of(name, fill):
        made, unfinished = root / name, root / f"{name} unfinished"
        with Path(f"{made}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                shutil.rmtree(unfinished, ignore_errors=True)
                unfinished.mkdir()
                fill(unfinished)
                unfinished.rename(made)
        return made

    return folder_of


@pytest.fixture(autouse=True)
def no_return_fell_due(monkeypatch):
    """Figures end where a test ends them: no return fell due since, whatever day it is."""
    monkeypatch.setattr(staleness, "last_day_due", lambda *_: date.min)


@pytest.fixture
def empty_store(made_once):
    """Opens an empty store in a folder. `open_store` would migrate and check what is new: four
    times as long."""

    def fill(folder):
        open_store(folder / "dscp.duckdb", keeps_copies=False).close()

    def in_folder(folder):
        path = Path(shutil.copy(made_once("empty", fill) / "dscp.duckdb", folder))
        key = configured_key()
        connection = open_database(path, key, backup_folder(path))
        connection.execute("SET lock_configuration = true")
        return Store(path, catalogue(), key, connection, keeps_copies=False)

    return in_folder


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server, with a database `empty` that holds an empty store."""
    with running_server() as server:
        folder = server.folder / "here"
        place = postgres_of(server.create("empty"))
        open_store(folder / "dscp.duckdb", keeps_copies=False, place=place).close()
        yield server


@pytest.fixture
def new_database(postgres):
    """Makes a database in PostgreSQL, with nothing in it or with an empty store, and gives its
    address, as DSCP_STORE would say it."""

    def make(*, has_store=False):
        name = f"store-{next(NUMBERS)}"
        return postgres.create(name, "TEMPLATE empty") if has_store else postgres.create(name)

    return make


@pytest.fixture
def place():
    """Where the store of a test is; tests of both places have it as a parameter."""
    return IN_FILE


@pytest.fixture
def empty_store_in_postgres(new_database, tmp_path):
    """Opens an empty store in a database of its own."""

    def open_it():
        place, plan = postgres_of(new_database(has_store=True)), catalogue()
        connection = place.connect()
        create_macros(connection, place, plan)
        path, key = tmp_path / "dscp.duckdb", configured_key()
        return Store(path, plan, key, connection, keeps_copies=False, place=place)

    return open_it


@pytest.fixture
def store(place, request, tmp_path):
    if place == IN_POSTGRES:
        opened = request.getfixturevalue("empty_store_in_postgres")()
    else:
        opened = request.getfixturevalue("empty_store")(tmp_path)
    with opened:
        yield opened


@pytest.fixture
def disk(tmp_path):
    """A small disk of its own."""
    with mounted(tmp_path / "disk") as folder:
        yield folder


@pytest.fixture
def take_in(store):
    """Accept a return made of these observations; each call is a new file."""
    numbers = itertools.count()

    def take(*observations, **differences):
        content = f"file {next(numbers)}".encode()
        made = checked(*observations, content=content, **differences)
        return accept(store, made, content, by="analyst")

    return take


@pytest.fixture
def take_in_months(take_in):
    """Accept a return with a numerator for each month from April 2024 on."""

    def take(numerators, **differences):
        return take_in(
            *(
                observation(period=period, numerator=float(value), **differences)
                for period, value in zip(months(len(numerators)), numerators, strict=True)
            )
        )

    return take


@pytest.fixture
def trend_of(store):
    """The exact trend of an indicator that has one series in a selection."""

    def only(indicator="E08", **selection):
        (one,) = trends(
            store, [store.plan.indicator(indicator)], Selection(**selection, audience="exact")
        )
        return one

    return only
