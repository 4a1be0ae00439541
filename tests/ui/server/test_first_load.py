"""The sample returns at a start: loaded whole, once, and into no database but a new one."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dscp_data.operations import bulk_load as loading
from dscp_data.operations.bulk_load import load_samples, wants_samples
from dscp_data.store import StoreError, open_store
from dscp_data.store.engine.errors import Damaged
from dscp_data.store.event_log.events import record
from dscp_data.store.event_log.journal import journal_path
from tests.paths import ROOT


@pytest.fixture
def few_samples(tmp_path, monkeypatch):
    """A folder of samples with three files instead of all."""
    folder = tmp_path / "samples"
    folder.mkdir()
    files = sorted(loading.SAMPLES.rglob("* 2023-24.xlsx"))[:3]
    assert len(files) == 3
    for file in files:
        shutil.copy(file, folder)
    rows = [f"{file.name},2024-05-0{n}" for n, file in enumerate(files, 1)]
    listing = "\n".join(["file,received_on", *rows])
    (folder / "received.csv").write_text(listing, encoding="utf-8")
    monkeypatch.setattr(loading, "SAMPLES", folder)


def quiet(*_: object) -> None:
    pass


def held_by(database: Path) -> int:
    with open_store(database) as store:
        return len(store.query("returns", as_of=None))


def test_a_database_that_is_gone_is_not_replaced_by_samples(tmp_path):
    database = tmp_path / "dscp.duckdb"
    with open_store(database) as store, store.transaction() as cursor:
        record(cursor, "something", who="analyst")
    database.unlink()
    with pytest.raises(Damaged, match="is missing"):
        wants_samples(database)


@pytest.mark.usefixtures("few_samples")
def test_a_load_that_was_interrupted_is_begun_again(tmp_path):
    database = tmp_path / "data" / "dscp.duckdb"

    def interrupted(done: int, *_: object) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_samples(database, interrupted)
    assert not database.exists()
    assert wants_samples(database)

    load_samples(database, quiet)
    assert not wants_samples(database)
    beside = {file for file in database.parent.iterdir() if file.is_file()}
    assert beside == {database, journal_path(database)}
    never_interrupted = tmp_path / "other" / "dscp.duckdb"
    load_samples(never_interrupted, quiet)
    assert held_by(database) == held_by(never_interrupted) > 0
    kept, meant = (list(path.parent.glob("originals/*")) for path in (database, never_interrupted))
    published = 1
    assert len(kept) == len(meant) == held_by(database) + published


@pytest.mark.usefixtures("few_samples")
def test_two_starts_do_not_fill_one_database(tmp_path):
    database = tmp_path / "dscp.duckdb"
    filling = "import sys; from pathlib import Path; from dscp_data.store import open_store; "
    filling += "store = open_store(Path(sys.argv[1])); print(flush=True); input()"
    other = subprocess.Popen(
        [sys.executable, "-c", filling, str(tmp_path / "dscp.filling.duckdb")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    other.stdout.readline()
    with pytest.raises(StoreError, match="Another program"):
        load_samples(database, quiet)
    other.communicate(b"\n", timeout=10)
    assert (tmp_path / "dscp.filling.duckdb").exists()


@pytest.mark.usefixtures("few_samples")
def test_a_database_made_by_the_command_line_but_empty_still_gets_the_samples(tmp_path):
    database = tmp_path / "dscp.duckdb"
    open_store(database).close()
    assert wants_samples(database)
    load_samples(database, quiet)
    assert held_by(database) > 0
