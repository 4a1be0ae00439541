"""A database of the first version is brought up to date, whole or not at all."""

import duckdb
import pandas as pd
import pytest

from dscp_data.cli import main
from dscp_data.store import accept, open_store
from dscp_data.store.backup.backup import backups
from dscp_data.store.engine import migrations
from dscp_data.store.engine.errors import NewerDatabase, NotMigrated
from dscp_data.store.engine.migrations import FOLDER, newest
from dscp_data.store.event_log.journal import journal_path
from dscp_data.store.event_log.verification import verify_log
from tests.making import checked, observation
from tests.store.older_schemas import make_older

COLUMNS = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
EVERYTHING = dict.fromkeys(("indicators", "agencies", "localities", "first", "last", "as_of"))
WITH_EVENTS = 8  # the first version that had an event log
FIRST = FOLDER / "0001_first.sql"
RETURN = (
    "INSERT INTO return (agency, file, sha256, received_at, received_by, layout, note, is_sample)"
    " VALUES ('dcc-csc', 'april.xlsx', 'ab12', '2025-05-01', 'Ann', ['one table'], '', FALSE)"
)
STATE = "INSERT INTO return_state VALUES (1, 1, 'accepted', '2025-05-01', 'Ann', '')"
FIGURE = (
    "INSERT INTO observation VALUES (1, 'E08', 'dcc-csc', 'easington', '2025-04-01', 'month',"
    " 10, NULL, 'reported', FALSE, '', 'Sheet1', 'B2')"
)


@pytest.fixture
def first(tmp_path):
    """A database as the first version of the dashboard left it, with one return."""
    path = tmp_path / "dscp.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE schema_version (version INTEGER NOT NULL)")
        connection.execute(FIRST.read_text(encoding="utf-8"))
        connection.execute("INSERT INTO schema_version VALUES (1)")
        for statement in (RETURN, STATE, FIGURE):
            connection.execute(statement)
        connection.execute("INSERT INTO current_observation FROM observation")
    return path


def version_of(path):
    with duckdb.connect(str(path)) as connection:
        return connection.execute("SELECT max(version) FROM schema_version").fetchone()[0]


def test_what_the_first_version_stored_is_still_stored(first):
    with open_store(first) as store:
        held = store.query("returns", as_of=None).iloc[0]
        assert (held["id"], held["state"], held["current_observations"]) == (1, "accepted", 1)
    assert version_of(first) == newest()


def schema_of(path):
    with duckdb.connect(str(path)) as connection:
        return set(connection.execute(COLUMNS).fetchall())


@pytest.mark.parametrize("version", [number for number, _ in migrations.migrations()])
def test_a_database_of_every_earlier_version_is_brought_up_to_date(tmp_path, version):
    path = tmp_path / "dscp.duckdb"
    with open_store(path) as store:
        accept(store, checked(observation(), content=b"april"), b"april", by="Ann")
        figures = store.query("observations", **EVERYTHING)
    newest_schema = schema_of(path)
    with duckdb.connect(str(path)) as connection:
        make_older(connection, version)
    if version < WITH_EVENTS:
        journal_path(path).unlink()
    assert version == newest() or schema_of(path) != newest_schema
    with open_store(path) as store:
        pd.testing.assert_frame_equal(store.query("observations", **EVERYTHING), figures)
    assert schema_of(path) == newest_schema
    assert verify_log(path).faults == ()


def test_a_backup_is_made_before(first):
    open_store(first).close()
    (backup,) = backups(first)
    assert version_of(backup) == 1
    open_store(first).close()
    assert backups(first) == [backup]


def test_one_that_fails_half_way_leaves_the_database_as_it_was(first, monkeypatch):
    known = migrations.migrations()
    bad = "CREATE TABLE half (a INTEGER); INSERT INTO half VALUES (1); SELECT * FROM nowhere;"
    with_bad = [*known, (newest() + 1, bad)]
    monkeypatch.setattr(migrations, "migrations", lambda: with_bad)
    with pytest.raises(migrations.NotMigrated, match="Nothing was lost"):
        open_store(first)
    with duckdb.connect(str(first)) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    assert ("half",) not in tables
    assert version_of(first) == known[-1][0]
    monkeypatch.undo()
    with open_store(first) as store:
        assert len(store.query("returns", as_of=None)) == 1


def test_the_log_of_an_older_database_is_looked_through_when_it_is_up_to_date(first):
    with pytest.raises(NotMigrated, match="backup` backs it up and brings it up to date"):
        verify_log(first)
    assert main(["--database", str(first), "backup"]) == 0
    assert verify_log(first).faults == ()


def test_a_newer_database_is_refused_and_left_alone(first):
    with duckdb.connect(str(first)) as connection:
        connection.execute("INSERT INTO schema_version VALUES (999)")
    before = first.read_bytes()
    with pytest.raises(NewerDatabase, match="version 999"):
        open_store(first)
    assert first.read_bytes() == before
