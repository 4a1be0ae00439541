"""A command as it is run, in a folder of its own, and a workbook to give it."""

import json
import shutil

import pytest

from dscp_data.cli import main
from tests.workbooks import HEADINGS
from tests.workbooks import workbook as workbook_of


@pytest.fixture(autouse=True)
def _database(tmp_path, monkeypatch):
    monkeypatch.setenv("DSCP_DATABASE", str(tmp_path / "held" / "dscp.duckdb"))


@pytest.fixture
def workbook(tmp_path):
    """Write a long table of these rows to a file of that name."""

    def write(*rows, name="return.xlsx"):
        path = tmp_path / name
        path.write_bytes(workbook_of(*rows, headings=(*HEADINGS, "Out of")))
        return str(path)

    return write


@pytest.fixture
def run(capsys):
    """Run a command: its exit code, and what it printed."""

    def command(*arguments):
        try:
            code = main(list(arguments))
        except SystemExit as stop:
            code = stop.code
        return code, capsys.readouterr()

    return command


@pytest.fixture
def load_once(made_once, monkeypatch, tmp_path, workbook):
    """Have a database into which a return of these rows was loaded: once for all tests that want
    one of that name, and copied for each."""

    def load(name, *rows):
        def fill(folder):
            with monkeypatch.context() as elsewhere:
                elsewhere.setenv("DSCP_DATABASE", str(folder / "dscp.duckdb"))
                assert main(["load", workbook(*rows)]) == 0

        shutil.copytree(made_once(name, fill), tmp_path / "held")

    return load


@pytest.fixture
def answer(run):
    """Run a command that must work, and read its JSON."""

    def command(*arguments):
        code, printed = run(*arguments)
        assert code == 0, printed.err
        return json.loads(printed.out)

    return command
