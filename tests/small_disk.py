"""A small disk that a test fills up."""

import os
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

MEGABYTES = 12
SMALLEST_FREE = 4096


@contextmanager
def mounted(folder: Path):
    """A disk of its own at a folder, or a test that is skipped where none may be mounted."""
    folder.mkdir()
    size = f"size={MEGABYTES}m"
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], check=False)
    if done.returncode != 0:
        pytest.skip("may not mount a disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


@contextmanager
def filled(disk: Path, leaving: int = 0):
    """Fill the disk up, but for some bytes."""
    rest = disk / "rest"
    with rest.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * SMALLEST_FREE)
    os.truncate(rest, rest.stat().st_size - leaving)
    try:
        yield
    finally:
        rest.unlink()
