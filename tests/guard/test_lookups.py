"""Who may do what is looked up in threads that nothing else can fill."""

import asyncio
import threading
from contextvars import ContextVar

from dscp_ui.guard.lookups import look_up

NAME: ContextVar[str] = ContextVar("name", default="nobody")


def test_a_look_up_is_answered_while_every_shared_thread_is_busy():
    release = threading.Event()

    async def crowded():
        busy = [asyncio.create_task(asyncio.to_thread(release.wait)) for _ in range(100)]
        await asyncio.sleep(0)
        try:
            return await look_up(lambda: "viewer")
        finally:
            release.set()
            await asyncio.gather(*busy)

    assert asyncio.run(crowded()) == "viewer"


def test_a_look_up_knows_who_asks():
    async def asked():
        NAME.set("Ann")
        return await look_up(NAME.get)

    assert asyncio.run(asked()) == "Ann"
