"""Allow-list of the WebSocket messages that reach Streamlit.

Streamlit acts on every message of its protocol, from anyone: one empties the caches of the
whole process. So only those that our pages use are passed on. They are written anew from what was
understood, so no field that Streamlit might read otherwise comes with them.
"""

from __future__ import annotations

from google.protobuf.message import DecodeError
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg

OPERATION = "backend_operation_request"
DEFERRED_FILE = "deferred_file"
ALLOWED = frozenset(
    {"rerun_script", "stop_script", "file_urls_request", "app_heartbeat", DEFERRED_FILE}
)
UNKNOWN = "unknown"

# The largest that a page sends holds every widget's value: some 20 kB, more with long comments.
MAX_BYTES = 256 * 1024
# Streamlit makes an address for every name.
MAX_FILE_NAMES = 100

UNSUPPORTED_DATA, PROTOCOL_ERROR, TOO_BIG = 1003, 1002, 1009  # RFC 6455, 7.4.1


class InvalidFrame(Exception):
    """A frame that holds no message. `code` is what the connection is closed with."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


def parse(event: Message) -> BackMsg:
    """The message in a `websocket.receive` event, without unknown fields. Raises InvalidFrame."""
    data = event.get("bytes")
    if data is None:
        raise InvalidFrame(UNSUPPORTED_DATA, "text frame")
    if len(data) > MAX_BYTES:
        raise InvalidFrame(TOO_BIG, "oversized frame")
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError as error:
        raise InvalidFrame(PROTOCOL_ERROR, "malformed message") from error
    message.DiscardUnknownFields()
    return message


def kind_of(message: BackMsg) -> str:
    """The name of the field that is set, of an operation that of its payload; else UNKNOWN."""
    if message.WhichOneof("type") == OPERATION:
        return message.backend_operation_request.WhichOneof("payload") or UNKNOWN
    return message.WhichOneof("type") or UNKNOWN


def is_allowed(message: BackMsg) -> bool:
    return (
        kind_of(message) in ALLOWED and len(message.file_urls_request.file_names) <= MAX_FILE_NAMES
    )
