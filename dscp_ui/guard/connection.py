"""Closing a page's WebSocket when its session ends."""

from __future__ import annotations

import asyncio

from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dscp_ui.guard.sessions import Sessions

POLICY_VIOLATION = 1008
# Whoever signs out is on the way to another page; to be told of the end would turn that back.
SECONDS_TO_LEAVE = 2


def until_session_ends(
    sessions: Sessions, token: str, receive: Receive, send: Send, last_message: bytes = b""
) -> Receive:
    """Messages from the browser until its session ends; then `last_message` is sent to it and the
    connection is closed."""
    over = sessions.end_event(token)

    async def heard() -> Message:
        hearing = asyncio.ensure_future(receive())
        ending = asyncio.ensure_future(over.wait())
        try:
            # The time is looked at again: a download may have used the session meanwhile.
            while left := sessions.seconds_left(token):
                await asyncio.wait({hearing, ending}, timeout=left, return_when="FIRST_COMPLETED")
                if hearing.done() and sessions.touch(token):
                    return hearing.result()
            if over.is_set():
                await asyncio.wait({hearing}, timeout=SECONDS_TO_LEAVE)
            if hearing.done() and hearing.result()["type"] == "websocket.disconnect":
                return hearing.result()
        finally:
            hearing.cancel()
            ending.cancel()
        if last_message:
            await send({"type": "websocket.send", "bytes": last_message})
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}

    return heard


async def ask_to_reload(scope: Scope, receive: Receive, send: Send) -> None:
    """Tell a page that connects again and has no session, as after a restart, to load itself again.
    A refusal would leave it as it is, figures and all."""
    await receive()
    protocol = next(iter(scope["subprotocols"]), None)
    await send({"type": "websocket.accept", "subprotocol": protocol})
    await send({"type": "websocket.send", "bytes": reload_message()})
    await send({"type": "websocket.close", "code": POLICY_VIOLATION})


def reload_message() -> bytes:
    """What tells an open page to ask for itself again, as `st.logout` would: so no figure stays on
    a screen that was left, and who signs in again comes back to it."""
    message = ForwardMsg()
    message.auth_redirect.url = ""
    message.auth_redirect.SetInParent()
    return message.SerializeToString()
