"""The connection of an open page, which ends with its session."""

from __future__ import annotations

import asyncio

from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dscp_ui.guard.sessions import Sessions

POLICY_VIOLATION = 1008
# Whoever signs out is on the way to another page; to be told of the end would turn that back.
SECONDS_TO_LEAVE = 2


def while_fresh(
    sessions: Sessions, token: str, receive: Receive, send: Send, farewell: bytes = b""
) -> Receive:
    """What the browser says, until its session ends; then `farewell` is sent to it and the
    connection is closed."""
    over = sessions.watch(token)

    async def heard() -> Message:
        hearing = asyncio.ensure_future(receive())
        ending = asyncio.ensure_future(over.wait())
        try:
            # The time is looked at again: a download may have used the session meanwhile.
            while left := sessions.seconds_left(token):
                await asyncio.wait({hearing, ending}, timeout=left, return_when="FIRST_COMPLETED")
                if hearing.done() and sessions.use(token):
                    return hearing.result()
            if over.is_set():
                await asyncio.wait({hearing}, timeout=SECONDS_TO_LEAVE)
            if hearing.done() and hearing.result()["type"] == "websocket.disconnect":
                return hearing.result()
        finally:
            hearing.cancel()
            ending.cancel()
        if farewell:
            await send({"type": "websocket.send", "bytes": farewell})
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}

    return heard


async def turn_away(scope: Scope, receive: Receive, send: Send) -> None:
    """Tell a page that connects again and has no session, as after a restart, to load itself again.
    A refusal would leave it as it is, figures and all."""
    await receive()
    protocol = next(iter(scope["subprotocols"]), None)
    await send({"type": "websocket.accept", "subprotocol": protocol})
    await send({"type": "websocket.send", "bytes": load_again()})
    await send({"type": "websocket.close", "code": POLICY_VIOLATION})


def load_again() -> bytes:
    """What tells an open page to ask for itself again, as `st.logout` would: so no figure stays on
    a screen that was left, and who signs in again comes back to it."""
    message = ForwardMsg()
    message.auth_redirect.url = ""
    message.auth_redirect.SetInParent()
    return message.SerializeToString()
