"""Runs a function in a process of its own, bounded in time and memory.

What a sender wrote is read, checked and marked there: text that takes too long to understand ends
that process, and the server answers everybody else meanwhile.

The server gives the function and its arguments as a pickle, which it wrote itself. What comes back
was made of a hostile file, so only the classes of a checked return and of a
piece of a sheet are made of it.
"""

from __future__ import annotations

import importlib
import io
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

Result = TypeVar("Result")

ROOT = Path(__file__).parents[3]
START = (
    "import sys; sys.path.insert(0, {root!r});"
    " from dscp_data.intake.files.worker_process import main; main({memory}, {seconds})"
)
MEGABYTE = 1024 * 1024
OUTPUT_LIMIT = 200 * MEGABYTE
NO_MEMORY = 77
NICENESS = 5
ANSWERS = {
    "dscp_data.intake.sheet_extract",
    "dscp_data.model.faults",
    "dscp_data.model.mappings",
    "dscp_data.model.periods",
    "dscp_data.model.returns",
}
DATES = ("date", "datetime", "time", "timedelta")


@dataclass(frozen=True)
class WorkerLimits:
    """`memory` is what the work may take in bytes, `seconds` of processor time, `wait` of time."""

    memory: int = 1_500 * MEGABYTE
    seconds: int = 30
    wait: int = 90


class WorkerStopped(Exception):
    """The work took more time or memory than it may."""


class WorkerFailed(Exception):
    """A fault of ours in the worker process, with its trace."""


def run_in_worker(
    function: Callable[..., Result],
    *arguments: Any,
    limits: WorkerLimits | None = None,
    **named: Any,
) -> Result:
    """What a function of a module gives: bytes, or anything of ANSWERS.

    Raises WorkerStopped and WorkerFailed.
    """
    limits = limits or WorkerLimits()
    start = START.format(root=str(ROOT), memory=limits.memory, seconds=limits.seconds)
    with scratch_file() as request, scratch_file() as answer, scratch_file() as errors:
        request.write(pickle.dumps((function, arguments, named), pickle.HIGHEST_PROTOCOL))
        request.seek(0)
        worker = subprocess.Popen(
            [sys.executable, "-I", "-c", start],
            stdin=request, stdout=answer, stderr=errors,
            env=environment(), start_new_session=True,
        )  # fmt: skip
        code = wait_for(worker, limits.wait)
        if code in (0, 1) and answer.seek(0, os.SEEK_END) <= OUTPUT_LIMIT:
            answer.seek(0)
            errors.seek(0)
            if code == 0:
                result: Result = AnswerReader(io.BytesIO(answer.read())).load()
                return result
            raise WorkerFailed(errors.read(MEGABYTE).decode(errors="replace"))
    raise WorkerStopped


def wait_for(worker: subprocess.Popen[bytes], seconds: int) -> int:
    """How a worker ended, at the latest after so many seconds: then it and all that it started are
    killed."""
    clock = threading.Timer(seconds, kill, [worker])
    clock.start()
    try:
        return worker.wait()
    finally:
        clock.cancel()
        if worker.poll() is None:
            kill(worker)
            worker.wait()


def kill(worker: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        worker.kill()
    elif worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)


def environment() -> dict[str, str]:
    """The server's, without its keys. One thread is enough for numpy."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DSCP_")}
    return {**inherited, "OPENBLAS_NUM_THREADS": "1"}


def scratch_file() -> IO[bytes]:
    """A file without a name, in memory where the system can: a return may hold private data."""
    if sys.platform == "linux":
        return os.fdopen(os.memfd_create("intake"), "w+b", buffering=0)
    return tempfile.TemporaryFile(buffering=0)


class AnswerReader(pickle.Unpickler):
    """Makes nothing but what answers consist of."""

    def find_class(self, module: str, name: str) -> Any:
        if (module == "datetime" and name in DATES) or module in ANSWERS:
            found = getattr(importlib.import_module(module), name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a checked return")


def main(memory: int, seconds: int) -> None:
    """In the worker: run what standard input asks for, and write the answer to standard output."""
    function, arguments, named = pickle.load(sys.stdin.buffer)
    limit_resources(memory, seconds)
    try:
        answer = pickle.dumps(function(*arguments, **named), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        sys.exit(NO_MEMORY)
    sys.stdout.buffer.write(answer)


def limit_resources(memory: int, seconds: int) -> None:
    """Cap what is taken from now on, and let the server's readers go first. Windows has no such
    caps, only the parent's clock."""
    if sys.platform == "win32":
        return
    import resource

    os.nice(NICENESS)
    size = memory + address_space()
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def address_space() -> int:
    """What this process has of it already, in bytes; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
