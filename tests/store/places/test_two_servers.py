"""Two servers write to one store in PostgreSQL and others read it; one is killed."""

import subprocess
import sys
from contextlib import ExitStack

import pytest

from dscp_data.store import open_store
from dscp_data.store.event_log.verification import verify_log
from tests.paths import ROOT
from tests.store.places.process import LOCALITIES

pytestmark = pytest.mark.slow

RETURNS = 5  # of each writer
FIRST, SECOND = range(100, 100 + RETURNS), range(200, 200 + RETURNS)


@pytest.fixture
def start(monkeypatch, new_database, tmp_path):
    """Starts processes that have one store open, each with a folder of its own."""
    monkeypatch.setenv("DSCP_STORE", new_database())
    with ExitStack() as ended:

        def process(name, what):
            started = subprocess.Popen(
                [sys.executable, "-m", "tests.store.places.process",
                 tmp_path / name / "dscp.duckdb", what],
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
            ended.callback(started.communicate)
            ended.callback(started.kill)
            assert started.stdout.readline() == "open\n"
            return started

        yield process


def tell(process, *lines):
    process.stdin.write("".join(f"{line}\n" for line in lines))
    process.stdin.flush()


def finish(process):
    """What a process says until it ends, a list of numbers a line."""
    said, _ = process.communicate()
    assert process.returncode == 0
    return [[int(word) for word in line.split()] for line in said.splitlines()]


def test_nothing_is_lost_and_nobody_sees_two_states_at_once(start, tmp_path):
    first, second, reader = start("a", "writer"), start("b", "writer"), start("c", "reader")
    tell(first, *FIRST)
    tell(second, *SECOND)
    receipts = {}
    for process, figures in ((first, FIRST), (second, SECOND)):
        for figure, (id, version) in zip(figures, finish(process), strict=True):
            receipts[version] = (id, figure)
    assert sorted(id for id, _ in receipts.values()) == [*range(1, 2 * RETURNS + 1)]
    versions = sorted(receipts)
    assert versions == [*range(versions[0], versions[0] + 2 * RETURNS)]
    read = finish(reader)
    for version, *figures in read:
        expected = [receipts[version][1]] * len(LOCALITIES) if version in receipts else []
        assert figures == expected
    assert read[-1][0] == versions[-1]
    assert verify_log(tmp_path / "a" / "dscp.duckdb").faults == ()


def test_a_server_that_is_killed_inside_a_change_leaves_nothing_of_it_and_holds_nobody_up(
    start, tmp_path
):
    doomed, other = start("a", "writer"), start("b", "writer")
    tell(doomed, 100)
    assert doomed.stdout.readline().split()[0] == "1"
    tell(doomed, "stay")
    assert doomed.stdout.readline() == "inside\n"
    tell(other, 200)
    doomed.kill()
    ((id, version),) = finish(other)
    with open_store(tmp_path / "c" / "dscp.duckdb") as store:
        assert store.version == version
        assert [*store.query("returns", as_of=None)["id"]] == [1, id]
        with store.cursor() as cursor:
            figures = cursor.execute("SELECT numerator FROM current_observation").fetchall()
    assert figures == [(200.0,)] * len(LOCALITIES)
    assert verify_log(tmp_path / "b" / "dscp.duckdb").faults == ()
