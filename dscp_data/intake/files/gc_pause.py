"""Pauses garbage collection while a file is read and checked."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Garbage is not looked for meanwhile: half a million values that hold no cycle are made, and
    looking through them takes three times as long.

    Two threads at once are safe: the one that found it on turns it on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
