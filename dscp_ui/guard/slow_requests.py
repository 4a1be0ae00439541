"""Time limits against slow requests (slow-loris): a trickle would hold a connection for ever."""

from __future__ import annotations

import asyncio
from asyncio import TimerHandle
from typing import Any

from starlette.types import Message, Receive
from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS_FOR_HEADERS = 10.0
# A body of 10 MB at half a megabit a second, with no pause longer than the second figure.
SECONDS_FOR_BODY, SECONDS_BETWEEN_PARTS = 180.0, 15.0


class TooSlow(Exception):
    """The body of a request did not arrive in time."""


def with_deadline(
    receive: Receive,
    in_all: float = SECONDS_FOR_BODY,
    between: float = SECONDS_BETWEEN_PARTS,
) -> Receive:
    """The body of a request, as long as it keeps coming; see TooSlow. What comes after the whole
    body, the end of the connection, may take as long as it likes."""
    loop = asyncio.get_running_loop()
    ends = loop.time() + in_all
    complete = False

    async def next_part() -> Message:
        nonlocal complete
        if complete:
            return await receive()
        left = min(between, ends - loop.time())
        try:
            async with asyncio.timeout(left):
                event = await receive()
        except TimeoutError as error:
            raise TooSlow("The file arrived too slowly. Send it again.") from error
        complete = not event.get("more_body", False)
        return event

    return next_part


class DeadlineProtocol(H11Protocol):
    """HTTP/1.1 with a time limit on what lies between two answers: the wait for a request, its
    headers, and what follows an answer that was given before the body had come. uvicorn has one on
    the wait after an answer alone, and a single byte ends it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.deadline: TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.set_deadline()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self.set_deadline()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self.set_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.clear_deadline()

    def set_deadline(self) -> None:
        """Begin to count, unless that was begun before or a request is being answered."""
        is_answering = self.cycle is not None and not self.cycle.response_complete
        is_websocket = self.transport.get_protocol() is not self
        if is_answering or is_websocket or self.transport.is_closing():
            self.clear_deadline()
        elif self.deadline is None:
            self.deadline = self.loop.call_later(SECONDS_FOR_HEADERS, self.transport.close)

    def clear_deadline(self) -> None:
        if self.deadline is not None:
            self.deadline.cancel()
            self.deadline = None
