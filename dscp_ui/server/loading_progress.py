"""Progress while the sample returns are loaded, and Ctrl+C between two of them."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from dscp_data.operations.bulk_load import Progress

BAR = 24


@contextmanager
def interruptible_between_files(progress: Progress) -> Iterator[Progress]:
    """Hear Ctrl+C only when progress is told, and at the end: in the middle of a question DuckDB
    makes errors of its own of it."""
    asked = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: asked.set())

    def stop_or_show(done: int, total: int, name: str) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        progress(done, total, name)

    try:
        yield stop_or_show
    finally:
        signal.signal(signal.SIGINT, before)
    if asked.is_set():
        raise KeyboardInterrupt


def progress_bar() -> Progress:
    """Progress on stderr: a bar that moves on a terminal, else its first and last line."""
    moves = sys.stderr.isatty()

    def show(done: int, total: int, name: str) -> None:
        filled = BAR * done // max(total, 1)
        bar = f"Loading the sample returns [{'#' * filled:<{BAR}}] {done} of {total}"
        if moves:
            print(f"\r{bar}  {name[:40]:<40}", end="\n" if done == total else "", file=sys.stderr)
            sys.stderr.flush()
        elif done in (0, total):
            print(bar, file=sys.stderr)

    return show
