"""A reader without a browser: Streamlit's messages over a WebSocket, through the guard.

It stores what a browser stores: cookies, the value of each widget and the messages it was sent; and
sends that with each change. It draws nothing, so that fifty of them weigh little.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from itertools import count
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import UploadedFileInfo
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

# A browser forgets a message that two runs of the script did not ask for.
RUNS_CACHED = 2
FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
FIGURES = (
    "markdown",
    "html",
    "metric",
    "table",
    "dataframe",
    "vega_lite_chart",
    "bidi_component",
    "heading",
    "alert",
)
WidgetValue = str | list[str] | bool | UploadedFileInfo
NUMBERS = count(1)


@dataclass
class Answer:
    """One run of a page's script: seconds from the question to its end, and all that it sent."""

    seconds: float
    elements: list[Element]
    bytes: int

    @property
    def figures(self) -> list[bytes]:
        """What a reader reads of it, without the widgets, what only paper says (the minute it was
        made), and the charts of other types of period, which come when the server has time."""
        return [
            element.SerializeToString(deterministic=True)
            for element in self.elements
            if element.WhichOneof("type") in FIGURES
            and "marking-on-paper" not in element.html.body
            and not element.bidi_component.id.endswith("-ahead")
        ]

    @property
    def errors(self) -> list[str]:
        """What went wrong on our side, in the words on the screen. The pages that are read have no
        error of another kind."""
        return [
            element.alert.body
            for element in self.elements
            if element.WhichOneof("type") == "alert" and element.alert.format == Alert.ERROR
        ] + [e.exception.message for e in self.elements if e.WhichOneof("type") == "exception"]


@dataclass
class Reader:
    """One session. `url` is the server's; `path` and `query` what its address bar says."""

    url: str
    socket: ClientConnection
    cookies: dict[str, str]
    path: str = ""
    query: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    page: str = ""
    session: str = ""
    values: dict[str, WidgetValue] = field(default_factory=dict)
    widgets: dict[str, Any] = field(default_factory=dict)
    cached: dict[str, tuple[int, ForwardMsg]] = field(default_factory=dict)
    runs: int = 0

    @classmethod
    async def open(cls, url: str) -> Reader:
        """A connection with the cookies that the page itself brings."""
        cookies = cookies_of(url)
        socket = await connect(
            f"ws://{urlsplit(url).netloc}/_stcore/stream",
            origin=url,
            subprotocols=["streamlit", cookies.get("_streamlit_xsrf", "")],  # type: ignore[list-item]
            additional_headers={"Cookie": headers_of(url, cookies)["Cookie"]},
            compression=None,
            max_size=None,
        )
        return cls(url, socket, cookies)

    async def close(self) -> None:
        await self.socket.close()

    async def go(self, path: str, **query: str) -> Answer:
        """Open a page of the dashboard, in this session."""
        self.path, self.query = path, query
        self.page = self.pages.get(path, "")
        return await self.run()

    async def set(self, label: str, value: WidgetValue) -> Answer:
        """Use the widget with that label, as a hand does."""
        self.values[self.widgets[label].id] = value
        return await self.run()

    def fill(self, label: str, value: WidgetValue) -> None:
        """Type into the box of a form whose label begins so; the next click sends it."""
        box = next(one for name, one in self.widgets.items() if name.startswith(label))
        self.values[box.id] = value

    async def click(self, label: str) -> Answer:
        return await self.run(clicked=self.widgets[label].id)

    async def upload(self, label: str, name: str, content: bytes) -> Answer:
        """Choose a file for the widget with that label, and send it to the server."""
        message = BackMsg()
        message.file_urls_request.request_id = str(next(NUMBERS))
        message.file_urls_request.session_id = self.session
        message.file_urls_request.file_names.append(name)
        await self.socket.send(message.SerializeToString())
        urls = None
        while urls is None:
            message = ForwardMsg.FromString(await self.socket.recv())
            if message.WhichOneof("type") == "file_urls_response":
                (urls,) = message.file_urls_response.file_urls
        await asyncio.to_thread(put_file, self.url + urls.upload_url, self.cookies, name, content)
        sent = UploadedFileInfo(file_id=urls.file_id, name=name, size=len(content), file_urls=urls)
        self.values[self.widgets[label].id] = sent
        return await self.run()

    async def run(self, clicked: str = "") -> Answer:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = urlencode(self.query)
        state.page_script_hash = self.page
        state.page_name = "" if self.page else self.path
        state.cached_message_hashes.extend(self.cached)
        state.context_info.color_scheme = "light"
        state.context_info.url = f"{self.url}/{self.path}"
        for id, value in self.values.items():
            put(state.widget_states.widgets.add(id=id), value)
        if clicked:
            state.widget_states.widgets.add(id=clicked, trigger_value=True)
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        return await self.hear(begun)

    async def hear(self, begun: float) -> Answer:
        """All that comes until the script has finished; what it redraws at once does not count."""
        elements: dict[tuple[int, ...], Element] = {}
        size = 0
        while True:
            data = await self.socket.recv()
            size += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            path = tuple(message.metadata.delta_path)
            if kind == "ref_hash":
                message, kind = self.cached[message.ref_hash][1], "delta"
            if kind == "new_session":
                elements.clear()
                self.session = message.new_session.initialize.session_id or self.session
            elif kind == "navigation":
                self.pages = {
                    p.url_pathname: p.page_script_hash for p in message.navigation.app_pages
                }
                self.page = message.navigation.page_script_hash
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                if message.metadata.cacheable:
                    self.cached[message.hash] = (self.runs, message)
                elements[path] = message.delta.new_element
                self.see(message.delta.new_element)
            elif kind == "script_finished" and message.script_finished in FINISHED:
                self.forget()
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    self.forget_widgets_but(elements.values())
                return Answer(time.perf_counter() - begun, list(elements.values()), size)

    def forget_widgets_but(self, drawn: Iterable[Element]) -> None:
        """Let go of the values of widgets that are no longer drawn, as a browser does."""
        ids = {getattr(getattr(one, one.WhichOneof("type")), "id", "") for one in drawn}
        self.values = {id: value for id, value in self.values.items() if id in ids}

    def forget(self) -> None:
        """Let go of the messages that the last runs did not ask for."""
        self.runs += 1
        self.cached = {
            hash: cached
            for hash, cached in self.cached.items()
            if cached[0] > self.runs - RUNS_CACHED
        }

    def see(self, element: Element) -> None:
        """Remember a widget by its label, and what the server sets it to."""
        widget = getattr(element, element.WhichOneof("type"))
        if not getattr(widget, "id", "") or not hasattr(widget, "label"):
            return
        self.widgets[widget.label] = widget
        if getattr(widget, "set_value", False):
            self.values[widget.id] = value_of(widget)
            if key := getattr(widget, "query_param_key", ""):
                self.query[key] = str(value_of(widget))


def value_of(widget: Any) -> WidgetValue:
    if hasattr(widget, "raw_values"):
        return list(widget.raw_values)
    found: WidgetValue = widget.raw_value if hasattr(widget, "raw_value") else widget.value
    return found


def put(state: WidgetState, value: WidgetValue) -> None:
    if isinstance(value, bool):
        state.bool_value = value
    elif isinstance(value, str):
        state.string_value = value
    elif isinstance(value, UploadedFileInfo):
        state.file_uploader_state_value.uploaded_file_info.append(value)
    else:
        state.string_array_value.data.extend(value)
        state.string_array_value.SetInParent()


def cookies_of(url: str) -> dict[str, str]:
    """What a browser holds after it has loaded the page and asked for the host's configuration."""
    jar = CookieJar()
    opener = build_opener(HTTPCookieProcessor(jar))
    for path in ("/", "/_stcore/host-config", "/_stcore/health"):
        opener.open(Request(f"{url}{path}"), timeout=30).read()
    return {cookie.name: cookie.value or "" for cookie in jar}


def put_file(url: str, cookies: dict[str, str], name: str, content: bytes) -> None:
    """Send a file as a browser's form does."""
    boundary = "a-boundary-of-the-bench"
    head = f'Content-Disposition: form-data; name="{name}"; filename="{name}"'
    kind = "Content-Type: application/octet-stream"
    begin = f"--{boundary}\r\n{head}\r\n{kind}\r\n\r\n".encode()
    end = f"\r\n--{boundary}--\r\n".encode()
    asked = Request(url, begin + content + end, headers_of(url, cookies), method="PUT")
    asked.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
    urlopen(asked, timeout=60).read()


def headers_of(url: str, cookies: dict[str, str]) -> dict[str, str]:
    parts = urlsplit(url)
    return {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Origin": f"{parts.scheme}://{parts.netloc}",
        "X-Xsrftoken": cookies.get("_streamlit_xsrf", ""),
    }
