"""How a store in PostgreSQL is named, refused, missed and found again."""

import duckdb
import pytest

from dscp_data.access import user_of
from dscp_data.cli import main
from dscp_data.model.meetings import Draft
from dscp_data.store import StoreError, open_store
from dscp_data.store.backup.readable_logs import RESTORED
from dscp_data.store.engine.error_text import format_trace
from dscp_data.store.engine.errors import Damaged, NewerDatabase, ServerAway
from dscp_data.store.engine.in_postgres import postgres_of, run_in_postgres
from dscp_data.store.engine.migrations import newest
from dscp_data.store.event_log.events import events, insert_rows, record, rows_of
from dscp_data.store.event_log.verification import verify_log
from dscp_data.store.records.former_users import delete_files_of_former_users
from dscp_data.store.records.roles import RoleGrant, current_role, save_role
from dscp_data.store.records.suppression_history import MARKED, TABLE
from tests.postgres import SECRET, database_of, running_server

pytestmark = pytest.mark.slow

MARK = {
    "indicator": "E08", "agency": "dcc-csc", "locality": "easington", "period_type": "month",
    "mark": "numerator hidden", "period_starts": ["2025-04-01"],
}  # fmt: skip


@pytest.fixture
def address(new_database):
    return new_database(has_store=True)


@pytest.fixture
def two(address, tmp_path):
    """The stores of two servers."""
    place = postgres_of(address)
    with (
        open_store(tmp_path / "a" / "dscp.duckdb", place=place) as one,
        open_store(tmp_path / "b" / "dscp.duckdb", place=place) as other,
    ):
        yield one, other


def test_a_role_that_is_ended_on_one_server_is_ended_on_the_other(two):
    one, other = two
    save_role(one, "sue@example.org", RoleGrant("steward"), by="Bob", reason="The first.")
    save_role(one, "ann@example.org", RoleGrant("analyst"), by="Sue", reason="New.")
    other.refresh()
    before = other.roles_version
    assert user_of(other, "ann@example.org", "Ann").role == "analyst"
    save_role(one, "ann@example.org", RoleGrant(None), by="Sue", reason="Left.")
    other.refresh()
    assert other.roles_version > before
    assert user_of(other, "ann@example.org", "Ann").role is None


def test_what_somebody_left_on_one_server_goes_when_their_role_ends_on_the_other(two):
    one, other = two
    for email, role in (("sue@example.org", "steward"), ("ann@example.org", "analyst")):
        save_role(one, email, RoleGrant(role), by="Bob", reason="New.")
        other.drafts.save(email, 1, Draft("typed"))
    other.refresh()
    delete_files_of_former_users(other)
    assert other.drafts.load("ann@example.org", 1) == Draft("typed")
    save_role(one, "ann@example.org", RoleGrant(None), by="Sue", reason="Left.")
    other.refresh()
    delete_files_of_former_users(other)
    assert other.drafts.load("ann@example.org", 1) == Draft()
    assert other.drafts.load("sue@example.org", 1) == Draft("typed")


def test_a_question_learns_of_what_another_server_has_changed(two):
    one, other = two
    before = other.version
    with one.transaction():
        pass
    assert other.version == before
    other.query("is_empty")
    assert other.version == one.version == before + 1


def test_a_server_of_an_earlier_version_goes_on_reading_and_changes_nothing(two, postgres, address):
    earlier, _ = two
    postgres.sql(f"INSERT INTO schema_version VALUES ({newest() + 1})", database_of(address))
    assert earlier.query("is_empty").loc[0, "is_empty"]
    with pytest.raises(NewerDatabase, match="Update this server"), earlier.transaction():
        pytest.fail("it began a change")


def test_while_postgres_is_away_every_question_says_so_and_then_all_is_as_it_was(
    tmp_path, monkeypatch, caplog
):
    with running_server() as server:
        monkeypatch.setenv("DSCP_STORE", server.create("away"))
        path = tmp_path / "dscp.duckdb"
        with open_store(path) as store:
            save_role(store, "sue@example.org", RoleGrant("steward"), by="Bob", reason="First.")
            server.stop()
            with pytest.raises(ServerAway, match="not available"):
                store.query("is_empty")
            with pytest.raises(ServerAway, match="not available"):
                store.refresh()
            with pytest.raises(ServerAway, match="not available"), store.transaction():
                pytest.fail("it began a change")
            with pytest.raises(ServerAway, match="not available"):
                store.originals.holds("0" * 64, "a.xlsx")
            with pytest.raises(ServerAway, match="not available"):
                open_store(path)
            server.start()
            assert current_role(store, "sue@example.org") == RoleGrant("steward")
            save_role(store, "ann@example.org", RoleGrant("viewer"), by="Sue", reason="New.")
    assert "does not answer" in caplog.text
    assert SECRET not in caplog.text


def test_a_password_is_in_no_error_log_or_description(new_database, tmp_path, caplog):
    wrong = new_database().replace(SECRET, "wrong%2Fpassword")
    place = postgres_of(wrong)
    with pytest.raises(StoreError) as refused:
        open_store(tmp_path / "dscp.duckdb", place=place)
    said = [caplog.text, repr(place), *map(str, causes(refused.value))]
    assert "password authentication failed" in caplog.text
    assert not [text for text in said if "wrong" in text]


def test_what_postgres_says_of_a_row_is_in_no_trace(new_database):
    connection = postgres_of(new_database()).connect()
    run_in_postgres(connection, "CREATE TABLE child (name TEXT, n INTEGER CHECK (n < 5))")
    connection.execute("CALL pg_clear_cache()")
    row = ["Jane", 9]
    with connection, pytest.raises(duckdb.Error, match=r"contains \(Jane, 9\)") as failed:
        connection.execute("INSERT INTO child VALUES (?, ?)", row)
    trace = format_trace(failed.value)
    assert 'violates check constraint "child_n_check"' in trace
    assert "Jane" not in trace


def test_a_restored_database_takes_over_what_was_hidden_after_its_backup(
    postgres, tmp_path, monkeypatch, new_database
):
    path, address = tmp_path / "dscp.duckdb", new_database(has_store=True)
    with open_store(path, place=postgres_of(address)) as store:
        save_role(store, "sue@example.org", RoleGrant("steward"), by="Bob", reason="First.")
        backup = postgres.dump(database_of(address))
        save_role(store, "ann@example.org", RoleGrant("viewer"), by="Sue", reason="New.")
        with store.transaction() as cursor:
            insert_rows(cursor, {TABLE: [MARK]})
            record(cursor, MARKED, who="dashboard", rows={TABLE: [MARK]})
    monkeypatch.setenv("DSCP_STORE", postgres.restore(backup, "restored"))
    with pytest.raises(Damaged, match="2 events more than the database"):
        open_store(path)
    assert main(["--database", str(path), "restore", "--by", "Sue"]) == 0
    with open_store(path) as store:
        assert current_role(store, "sue@example.org") == RoleGrant("steward")
        assert current_role(store, "ann@example.org") is None
        with store.cursor() as cursor:
            assert rows_of(cursor, TABLE, "TRUE", []) == [MARK]
            assert events(cursor)[-1].what == RESTORED
    assert verify_log(path).faults == ()


@pytest.mark.parametrize(
    "setting", ["mysql://sue:secret@host/dscp", "host=a password=secret", "postgresql://secret@h"]
)
def test_a_setting_that_is_no_address_is_refused_without_being_repeated(setting):
    with pytest.raises(StoreError, match="must be an address like postgresql://") as refused:
        postgres_of(setting)
    assert "secret" not in str(refused.value)


def test_the_password_of_a_key_file_is_refused_without_being_repeated():
    with pytest.raises(StoreError, match="must not have sslpassword") as refused:
        postgres_of(f"postgresql://sue@host/dscp?sslkey=k.pem&sslpassword={SECRET}")
    assert SECRET not in str(refused.value)


def test_a_password_may_be_in_either_place_of_an_address():
    one = postgres_of("postgresql://sue:a%40b@host:5433/dscp?sslmode=require")
    other = postgres_of("postgresql://sue@host:5433/dscp?sslmode=require&password=a%40b")
    assert one == other
    assert one.password == "a@b"
    assert one.url.startswith("postgresql://sue@host:5433/dscp?")
    assert "sslmode=require" in one.url


def test_a_database_that_would_sort_texts_otherwise_is_refused(postgres, tmp_path):
    address = postgres.create("ascii", "TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    with pytest.raises(StoreError, match="createdb --template=template0 --encoding=UTF8"):
        open_store(tmp_path / "dscp.duckdb", place=postgres_of(address))


def causes(error):
    while error is not None:
        yield error
        error = error.__cause__
