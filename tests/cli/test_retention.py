"""`retention` lists before it removes, and removes only what was listed."""

import json
import os
from datetime import timedelta

import pytest

from dscp_data.cli import main
from dscp_data.model.clock import utc_now
from dscp_data.store import open_store


@pytest.fixture
def database(tmp_path):
    """A database with a file beside it that no return needs, and that is two months old."""
    path = tmp_path / "dscp.duckdb"
    with open_store(path) as store:
        store.originals.keep(b"never accepted", "old.xlsx")
    (lost,) = (tmp_path / "originals").iterdir()
    day = (utc_now() - timedelta(days=62)).timestamp()
    os.utime(lost, (day, day))
    return path, lost


def run(path, capsys, *options):
    code = main(["--database", str(path), "retention", *options])
    return code, capsys.readouterr()


def test_a_dry_run_lists_and_removes_nothing(database, capsys):
    path, lost = database
    code, said = run(path, capsys)
    assert code == 0
    assert said.out.startswith(f"originals/{lost.name}  not needed since ")
    assert "Past their retention period: 1 file." in said.err
    assert lost.exists()


def test_the_list_that_was_seen_is_removed(database, capsys):
    path, lost = database
    listed = json.loads(run(path, capsys, "--json")[1].out)
    assert [one["rule"] for one in listed["old"]] == ["unused"]
    assert len(listed["kept"]) == 7
    code, said = run(path, capsys, "--apply", listed["list"], "--by", "Stew")
    assert (code, lost.exists()) == (0, False)
    assert "Deleted 1 file." in said.err
    assert json.loads(run(path, capsys, "--json")[1].out)["old"] == []


@pytest.mark.parametrize(
    ("named", "says"),
    [(("0123456789ab",), "The list has changed"), ((), "Run `retention` first")],
)
def test_another_list_or_none_is_refused(database, capsys, named, says):
    path, lost = database
    code, said = run(path, capsys, "--apply", *named)
    assert code == 3
    assert says in said.err
    assert lost.exists()
