"""Writes a pack in a process of its own, so that other readers do not wait; with progress, and
it can be cancelled."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO

from dscp_data.catalogue import catalogue
from dscp_data.catalogue.plan_folder import SETTING as PLAN_SETTING
from dscp_data.exports.pack.contents import Pack
from dscp_data.exports.pack.writing import write_pack

ROOT = Path(__file__).parents[3]
START = (
    "import sys; sys.path.insert(0, {root!r});"
    " from dscp_data.exports.pack.worker import main; main()"
)
DONE = b"page"  # a line on standard error for each page that is written
NICENESS = 10


class PackFailed(Exception):
    """A fault of ours in the worker, with its trace."""


class PackJob:
    """A pack that is being written. `count` is how many pages it has, `done` of them written."""

    def __init__(self, pack: Pack, ending: str) -> None:
        self.count = 1 + len(pack.pages) + len(pack.text_pages)
        self.done = 0
        self.cancelled = False
        self.trace = b""
        self.answer: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (read when the worker is done)
        self.worker = self.started(pack, ending)
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()

    def started(self, pack: Pack, ending: str) -> subprocess.Popen[bytes]:
        with tempfile.TemporaryFile() as request:
            pickle.dump((pack, ending), request, pickle.HIGHEST_PROTOCOL)
            request.seek(0)
            return subprocess.Popen(
                [sys.executable, "-I", "-c", START.format(root=str(ROOT))],
                stdin=request, stdout=self.answer, stderr=subprocess.PIPE, env=environment(),
            )  # fmt: skip

    def listen(self) -> None:
        """Count the pages that the worker says it has written, until it ends."""
        assert self.worker.stderr is not None
        for line in self.worker.stderr:
            if line.strip() == DONE:
                self.done += 1
            else:
                self.trace += line
        self.worker.wait()

    @property
    def is_running(self) -> bool:
        return self.listener.is_alive()

    @property
    def share(self) -> float:
        """How much of it is written, from 0 to 1."""
        return min(self.done / self.count, 1.0)

    def cancel(self) -> None:
        self.cancelled = True
        self.worker.kill()

    def content(self) -> bytes:
        """The file, once it is written. Raises PackFailed."""
        self.listener.join()
        if self.worker.returncode:
            raise PackFailed(self.trace.decode(errors="replace"))
        self.answer.seek(0)
        return self.answer.read()


def environment() -> dict[str, str]:
    """The server's, without its keys. One thread is enough for numpy."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("DSCP_") or name == PLAN_SETTING
    }
    return {**inherited, "OPENBLAS_NUM_THREADS": "1"}


def main() -> None:
    """In the worker: write the pack that standard input holds to standard output."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    catalogue()  # which says when a year starts
    pack, ending = pickle.load(sys.stdin.buffer)

    def on_page() -> None:
        print(DONE.decode(), file=sys.stderr, flush=True)

    sys.stdout.buffer.write(write_pack(pack, ending, on_page))
