"""Bytes of originals and backups that somebody edits."""

import shutil

import pytest

from dscp_data.cli import main
from dscp_data.store import open_store
from dscp_data.store.backup.backup import backups
from dscp_data.store.backup.restore import restore_backup
from dscp_data.store.event_log.verification import verify_log
from tests.store.figures import figures, take

PARTS = [0, 0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999]
KEY = "a key of at least thirty-two characters"


def fill(folder):
    """Make a database with two returns, each with its backup, and write down what it shows."""
    with open_store(folder / "dscp.duckdb") as store:
        take(store, 1)
        take(store, 2)
        (folder / "shown.txt").write_text(figures(store), encoding="utf-8")


@pytest.fixture(params=["", KEY], ids=["plain", "encrypted"])
def path(request, made_once, tmp_path, monkeypatch):
    """A copy of that database."""
    if request.param:
        monkeypatch.setenv("DSCP_DATABASE_KEY", request.param)
    made = made_once(f"two returns {request.param}", fill)
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "dscp.duckdb"


def edit(file, part, value):
    content = bytearray(file.read_bytes())
    place = int(part * (len(content) - 1))
    content[place] = (content[place] + value) % 256
    file.write_bytes(content)


def test_nothing_is_wrong_with_files_that_nobody_edited(path):
    assert verify_log(path).faults == ()


@pytest.mark.parametrize("value", [1, 0x80])
@pytest.mark.parametrize("part", PARTS)
def test_an_edited_original_is_named_by_verify_log(path, part, value, capsys):
    original = sorted((path.parent / "originals").iterdir())[0]
    edit(original, part, value)
    (fault,) = verify_log(path).faults
    assert str(original) in fault
    assert main(["--database", str(path), "verify-log"]) == 1
    assert str(original) in capsys.readouterr().out


@pytest.mark.parametrize("part", PARTS)
def test_an_edited_backup_is_passed_over_or_changes_no_figure(path, part):
    shown = path.with_name("shown.txt").read_text(encoding="utf-8")
    newest, *_ = backups(path)
    edit(newest, part, 0x55)
    done = restore_backup(path, by="steward")
    assert done.skipped == (newest,) or done.backup == newest
    with open_store(path) as store:
        assert done.skipped or figures(store) == shown
        take(store, 3)
    assert verify_log(path).faults == ()


def test_an_edit_of_the_first_page_of_a_backup_is_found(path):
    newest, *_ = backups(path)
    edit(newest, 0, 0x55)
    assert restore_backup(path, by="steward").skipped == (newest,)
