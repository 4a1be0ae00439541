"""A command whose file finds no room says so in a sentence, and leaves no part of it behind."""

import os
import subprocess
import sys

import pytest

from tests.cli.rows import months
from tests.small_disk import SMALLEST_FREE, filled


@pytest.fixture
def loaded(run, workbook):
    rows = [*months(2024, *range(40, 49)), *months(2025, *range(40, 49))]
    assert run("load", workbook(*rows))[0] == 0


WRITTEN = {
    "template.xlsx": ("template", "dcc-csc"),
    "pack.pptx": ("pack", "--indicator", "E08"),
    "pack.pdf": ("pack", "--indicator", "E08"),
    "pack.xlsx": ("pack", "--indicator", "E08"),
}


@pytest.mark.parametrize("leaving", [0, SMALLEST_FREE])
@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.usefixtures("loaded")
def test_a_file_that_finds_no_room_is_not_begun(run, disk, name, leaving):
    with filled(disk, leaving):
        code, printed = run(*WRITTEN[name], "-o", str(disk / name))
        assert [path.name for path in disk.iterdir()] == ["rest"]
    assert code == 3
    assert printed.err == f"{disk / name} cannot be written: No space left on device.\n"
    assert run(*WRITTEN[name], "-o", str(disk / name))[0] == 0


@pytest.mark.usefixtures("loaded")
def test_a_file_that_was_there_before_stays_as_it_was(run, disk):
    path = disk / "template.xlsx"
    path.write_bytes(b"last year's")
    with filled(disk):
        assert run("template", "dcc-csc", "-o", str(path))[0] == 3
    assert path.read_bytes() == b"last year's"


@pytest.mark.usefixtures("loaded")
def test_a_full_disk_for_scratch_files_is_reported_too(disk, tmp_path):
    path = tmp_path / "template.xlsx"
    with filled(disk, SMALLEST_FREE):  # with less, Python looks for another place itself
        done = subprocess.run(
            [sys.executable, "-m", "dscp_data", *WRITTEN["template.xlsx"], "-o", str(path)],
            env={**os.environ, "TMPDIR": str(disk)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert [one.name for one in disk.iterdir()] == ["rest"]
    assert done.returncode == 3
    assert done.stderr.startswith(
        f"The disk with {disk} is full. Nothing has been changed. Free some space there and try "
        "again.\n"
    )
    assert not path.exists()
