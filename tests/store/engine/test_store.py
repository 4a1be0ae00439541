"""The store opens one file safely, and its questions see whole versions."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from dscp_data.store import Store, StoreError, open_store
from dscp_data.store.engine.migrations import NewerDatabase
from tests.making import observation


def test_an_opened_store_keeps_its_data(tmp_path, store, take_in):
    take_in(observation())
    version = store.version
    store.close()
    with open_store(tmp_path / "dscp.duckdb") as again:
        assert again.version == version
        assert len(again.query("returns", as_of=None)) == 1


def test_a_version_read_during_a_commit_waits_for_it(store, monkeypatch):
    """Else an answer of after the commit could be kept under the version of before."""
    before, inside, go_on = store.version, threading.Event(), threading.Event()
    commit = Store._commit

    class Slow:
        def __init__(self, cursor):
            self.cursor = cursor

        def __getattr__(self, name):
            return getattr(self.cursor, name)

        def commit(self):
            self.cursor.commit()
            inside.set()
            assert go_on.wait(10)

    monkeypatch.setattr(Store, "_commit", lambda self, cursor: commit(self, Slow(cursor)))
    with ThreadPoolExecutor(2) as pool:
        changed = pool.submit(change_nothing, store)
        assert inside.wait(10)
        told = pool.submit(lambda: store.version)
        with pytest.raises(TimeoutError):
            told.result(0.1)
        go_on.set()
        changed.result(10)
        assert told.result(10) == before + 1


def change_nothing(store):
    with store.transaction():
        pass


def test_a_change_that_fails_leaves_the_version(store):
    before = store.version
    with pytest.raises(ZeroDivisionError), store.transaction():
        raise ZeroDivisionError
    assert store.version == before


def test_every_change_raises_the_data_version(store, take_in):
    before = store.version
    take_in(observation())
    assert store.version == before + 1


def test_a_second_process_gets_a_plain_message(tmp_path, store):
    path = tmp_path / "dscp.duckdb"
    code = (
        "import sys; from pathlib import Path\n"
        "from dscp_data.store import StoreError, open_store\n"
        "try: open_store(Path(sys.argv[1]))\n"
        "except StoreError as error: print(error)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert "Stop the dashboard first" in told.stdout
    assert store.version > 0


def test_a_newer_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "dscp.duckdb"
    open_store(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO schema_version VALUES (999)")
    with pytest.raises(NewerDatabase, match="version 999"):
        open_store(path)


def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "dscp.duckdb"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(path)
    assert path.read_bytes().startswith(b"not a database")


def test_no_query_reaches_other_files(store, tmp_path):
    (tmp_path / "other.csv").write_text("a\n1\n")
    with store.cursor() as cursor, pytest.raises(duckdb.PermissionException):
        cursor.execute("SELECT * FROM read_csv(?)", [str(tmp_path / "other.csv")])
