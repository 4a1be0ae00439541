"""The messages between an open page and Streamlit, read on the way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from google.protobuf.message import DecodeError
from starlette.types import Message, Receive, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dscp_ui.guard.access import Access
from dscp_ui.guard.lookups import look_up
from dscp_ui.guard.messages import DEFERRED_FILE, InvalidFrame, is_allowed, kind_of, parse
from dscp_ui.guard.open_pages import OpenPages
from dscp_ui.guard.requester import Requester
from dscp_ui.guard.sessions import Session

# The answer to a request for a file is an address; larger messages are not parsed for one.
MAX_ANSWER_BYTES = 64 * 1024

# Records that somebody was refused something.
Refuse = Callable[[Session, str], Awaitable[None]]


class PageConnection:
    """One WebSocket of a session: drops what no page sends, slows down a client that is too fast,
    and notes which Streamlit session it opens and which files are made for it."""

    def __init__(
        self, token: str, session: Session, pages: OpenPages, access: Access, refuse: Refuse
    ) -> None:
        self.token = token
        self.session = session
        self.pages = pages
        self.access = access
        self.refuse = refuse
        self.requester = Requester(session.person)
        self.files_awaited = 0

    def receiving(self, receive: Receive, send: Send) -> Receive:
        """What the browser sends, as far as it may reach Streamlit. A frame that is no message
        closes the connection."""

        async def next_allowed() -> Message:
            while True:
                event = await receive()
                if event["type"] != "websocket.receive":
                    return event
                try:
                    message = parse(event)
                except InvalidFrame as error:
                    await self.refuse(self.session, str(error))
                    await send({"type": "websocket.close", "code": error.code})
                    return {"type": "websocket.disconnect", "code": error.code}
                await self.session.allowance.rate.wait()
                if is_allowed(message):
                    await look_up(self.access.refresh)
                    return self.passed_on(message)
                await self.refuse(self.session, f"message {kind_of(message)}")

        return next_allowed

    def passed_on(self, message: BackMsg) -> Message:
        if kind_of(message) == DEFERRED_FILE:
            self.files_awaited += 1
        return {"type": "websocket.receive", "bytes": message.SerializeToString()}

    def sending(self, send: Send) -> Send:
        """What Streamlit sends, unchanged."""

        async def read_and_send(event: Message) -> None:
            data = event.get("bytes")
            if data and (not self.requester.page or self.files_awaited):
                await self.read(data)
            await send(event)

        return read_and_send

    async def read(self, data: bytes) -> None:
        if self.requester.page and len(data) > MAX_ANSWER_BYTES:
            return
        message = ForwardMsg()
        try:
            message.ParseFromString(data)
        except DecodeError:
            return  # of the guard's tests; Streamlit sends nothing else
        kind = message.WhichOneof("type")
        if kind == "new_session" and not self.requester.page:
            self.requester.page = message.new_session.initialize.session_id
            self.pages.opened(self.requester.page, self.token)
        elif kind == "backend_operation_response" and self.files_awaited:
            self.files_awaited -= 1
            if url := message.backend_operation_response.deferred_file.url:
                user = await look_up(self.access.user_now, self.session.person)
                self.session.add_file(url, user)

    def closed(self) -> None:
        if self.requester.page:
            self.pages.closed(self.requester.page, self.token)
