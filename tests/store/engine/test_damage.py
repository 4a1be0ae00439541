"""Whatever happens to the bytes of a database, no wrong figure is shown without a word."""

import random
import shutil

import duckdb
import pytest

from dscp_data.cli import main
from dscp_data.store import open_store, withdraw
from dscp_data.store.engine.errors import Damaged, Unavailable
from tests.store.figures import figures, take


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A closed database with a few returns, and what it shows."""
    path = tmp_path_factory.mktemp("filled") / "dscp.duckdb"
    with open_store(path) as store:
        store.in_batch = True
        for number in range(4):
            take(store, number)
        withdraw(store, 2, by="analyst")
        shown = figures(store)
    return path, shown


def shown_by_copy(path, folder, content):
    """What a copy with other bytes shows, or None where it is refused."""
    folder.mkdir()
    shutil.copy(path.with_name("dscp.events.jsonl"), folder)
    copy = folder / "dscp.duckdb"
    copy.write_bytes(content)
    try:
        with open_store(copy) as store:
            return figures(store)
    except Unavailable:
        return None


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bytes_are_found_or_change_no_figure(filled, tmp_path, seed):
    path, shown = filled
    chance = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 1, 8])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    assert shown_by_copy(path, tmp_path / "copy", bytes(content)) in (None, shown)


@pytest.mark.parametrize("part", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_file_cut_short_is_found_or_changes_no_figure(filled, tmp_path, part):
    path, shown = filled
    content = path.read_bytes()
    cut = content[: int(len(content) * part)]
    assert shown_by_copy(path, tmp_path / "copy", cut) in (None, shown)


def test_an_undamaged_copy_is_read_and_half_of_one_is_refused(filled, tmp_path):
    """The two tests above would pass if every copy were refused, or none."""
    path, shown = filled
    content = path.read_bytes()
    assert shown_by_copy(path, tmp_path / "whole", content) == shown
    assert shown_by_copy(path, tmp_path / "half", content[: len(content) // 2]) is None


@pytest.mark.parametrize("seed", range(12))
def test_a_wal_that_was_cut_never_loses_a_return_without_a_word(tmp_path, seed):
    path, left = tmp_path / "dscp.duckdb", tmp_path / "left"
    left.mkdir()
    with open_store(path) as store:
        store.in_batch = True
        for number in range(3):
            take(store, number)
        shown = figures(store)
        for file in tmp_path.glob("dscp.*"):
            shutil.copy(file, left)
    wal = left / "dscp.duckdb.wal"
    content = wal.read_bytes()
    wal.write_bytes(content[: random.Random(seed).randrange(len(content))])
    try:
        with open_store(left / "dscp.duckdb") as store:
            seen = figures(store)
    except Damaged:
        return
    assert seen == shown


TAMPERED = {
    "an observation": "UPDATE observation SET numerator = 99 WHERE return_id = 2",
    "a line that went": "DELETE FROM concern WHERE return_id = 4",
    "a line that came": "INSERT INTO concern SELECT * FROM concern WHERE return_id = 4",
    "a current figure": "UPDATE current_observation SET numerator = 99",
    "a state": "UPDATE return_state SET state = 'accepted'",
    "a return": "DELETE FROM return WHERE id = 1",
}


@pytest.mark.parametrize("what", TAMPERED)
def test_rows_that_were_changed_behind_the_log_are_found(filled, tmp_path, what):
    path, _ = filled
    copy = tmp_path / "dscp.duckdb"
    for file in path.parent.glob("dscp.*"):
        shutil.copy(file, tmp_path)
    with duckdb.connect(str(copy)) as connection:
        connection.execute(TAMPERED[what])
    with pytest.raises(Damaged, match="Nothing has been changed"):
        open_store(copy)


def test_commands_explain_what_to_do_and_exit_3(filled, tmp_path, capsys):
    path, _ = filled
    copy = tmp_path / "dscp.duckdb"
    copy.write_bytes(path.read_bytes()[:1000])
    assert main(["--database", str(copy), "returns"]) == 3
    assert "`python -m dscp_data restore`" in capsys.readouterr().err
