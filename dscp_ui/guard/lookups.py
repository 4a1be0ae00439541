"""Threads of the guard's own for looking up roles and recording refusals.

`asyncio.to_thread` shares a few threads with everything else in the server (six on two cores):
where those are busy with downloads, nobody could be let in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any, TypeVar

Result = TypeVar("Result")

THREADS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="guard")


async def look_up(function: Callable[..., Result], *arguments: Any) -> Result:
    """What a function gives, run in one of the guard's threads, for the same requester."""
    in_context = partial(copy_context().run, function, *arguments)
    return await asyncio.get_running_loop().run_in_executor(THREADS, in_context)
