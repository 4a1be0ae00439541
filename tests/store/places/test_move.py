"""A store is moved from its file to PostgreSQL and back: every table, original file and answer."""

from dataclasses import dataclass

import pytest

from dscp_data.cli import main
from dscp_data.operations.sample_store import unpack
from dscp_data.store import accept, open_store
from dscp_data.store.engine.errors import Damaged
from dscp_data.store.event_log.digests import table_digests
from dscp_data.store.event_log.verification import verify_log
from tests.making import checked, observation
from tests.store.places.answers import answers

pytestmark = pytest.mark.slow


@dataclass
class Contents:
    """What a store holds and answers."""

    tables: dict
    originals: dict
    answers: dict


def contents(store):
    with store.cursor(one_state=True) as cursor:
        tables = table_digests(cursor)
    files = store.originals.files
    originals = {file.name: files.read(file.name) for file in files.listed()}
    return Contents(tables, originals, answers(store))


def move(database, to):
    return main(["--database", str(database), "move", "--to", to])


@pytest.fixture(scope="module")
def samples(tmp_path_factory, postgres):
    """The samples moved to PostgreSQL: the path of what was their file, what it held, and the
    address that they have now."""
    path = tmp_path_factory.mktemp("samples") / "dscp.duckdb"
    unpack(path, lambda *_: None)
    with open_store(path) as store:
        before = contents(store)
    address = postgres.create("samples")
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("DSCP_STORE", address)
        assert move(path, "postgresql") == 0
    return path, before, address


@pytest.fixture
def path(samples, monkeypatch):
    monkeypatch.setenv("DSCP_STORE", samples[2])
    return samples[0]


def test_moved_to_postgres_every_table_original_and_answer_is_the_same(samples, path):
    with open_store(path) as store:
        assert store.place.is_shared
        there = contents(store)
    before = samples[1]
    assert there.tables == before.tables
    assert there.originals == before.originals
    assert [name for name in before.answers if there.answers[name] != before.answers[name]] == []
    assert verify_log(path).faults == ()


@pytest.mark.usefixtures("path")
def test_moved_back_to_a_file_every_table_original_and_answer_is_the_same(
    samples, tmp_path, monkeypatch
):
    back = tmp_path / "dscp.duckdb"
    assert move(back, "file") == 0
    monkeypatch.delenv("DSCP_STORE")
    with open_store(back) as store:
        again = contents(store)
    assert again == samples[1]
    assert verify_log(back).faults == ()


def test_without_the_setting_a_moved_store_is_not_begun_anew(path, monkeypatch):
    monkeypatch.delenv("DSCP_STORE")
    with pytest.raises(Damaged, match="is missing, but its event log is there"):
        open_store(path)
    assert not path.exists()


@pytest.mark.usefixtures("path")
def test_a_place_that_has_a_store_is_not_moved_to(tmp_path, capsys, monkeypatch):
    other = tmp_path / "dscp.duckdb"
    with monkeypatch.context() as settings:
        settings.delenv("DSCP_STORE")
        first = ["role", "ann@example.org", "steward", "--why", "The first."]
        assert main(["--database", str(other), *first]) == 0
    assert move(other, "postgresql") == 3
    assert "has a store already" in capsys.readouterr().err
    assert move(other, "file") == 3
    assert "There is already a database" in capsys.readouterr().err
    assert other.exists()


@pytest.mark.parametrize("command", ["backup", "rebuild"])
def test_commands_for_a_file_say_what_to_do_instead(path, command, capsys):
    assert main(["--database", str(path), command]) == 3
    assert "PostgreSQL" in capsys.readouterr().err


def test_numbers_go_on_after_a_move(store, take_in, tmp_path, monkeypatch, new_database):
    first = take_in(observation()).return_id
    store.close()
    monkeypatch.setenv("DSCP_STORE", new_database())
    assert move(tmp_path / "dscp.duckdb", "postgresql") == 0
    with open_store(tmp_path / "dscp.duckdb") as moved:
        again = accept(moved, checked(observation(numerator=1.0)), b"a workbook", by="analyst")
    assert again.return_id > first
