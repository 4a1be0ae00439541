"""A browser as the guard sees one: it speaks ASGI and keeps its cookies."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from streamlit.proto.BackMsg_pb2 import BackMsg

PORT = 8501


async def echo(websocket):
    """What lies behind the guard: it says which messages it heard."""
    await websocket.accept()
    async for data in websocket.iter_bytes():
        message = BackMsg.FromString(data)
        said = message.rerun_script.query_string or message.WhichOneof("type")
        await websocket.send_text(f"heard {said}")


def rerun(query):
    """The message of a page whose address bar says this."""
    message = BackMsg()
    message.rerun_script.query_string = query
    return message.SerializeToString()


@dataclass(frozen=True)
class Answer:
    """What came back: a status (101 for a connection that was accepted), headers and text."""

    status: int
    headers: Headers
    text: str = ""


@dataclass
class Browser:
    app: object
    scheme: str = "http"
    client: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def ask(self, method, path, body=b"", **headers):
        scope = {**self.scope("http", path, headers), "method": method}
        answer, _ = self.speak(scope, [{"type": "http.request", "body": body}])
        for cookie in answer.headers.getlist("set-cookie"):
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def connect(self, path, *says, **headers):
        """Open a WebSocket, send these messages (bytes, the text of a page's address bar, or a
        function that gives either), and give the answer, what was heard, and the code it was
        closed with."""
        scope = {
            **self.scope("websocket", path, headers),
            "subprotocols": [],
            "extensions": {"websocket.http.response": {}},
        }
        answer, sent = self.speak(scope, [{"type": "websocket.connect"}, *says])
        heard = [
            message.get("text") or message["bytes"]
            for message in sent
            if message["type"] == "websocket.send"
        ]
        codes = [message["code"] for message in sent if message["type"] == "websocket.close"]
        return answer, heard, codes

    def scope(self, kind, path, headers):
        path, _, query = path.partition("?")
        said = {"host": f"127.0.0.1:{PORT}", **headers}
        if self.cookies:
            said["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {
            "type": kind,
            "scheme": self.scheme if kind == "http" else self.scheme.replace("http", "ws"),
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.encode(), text.encode()) for name, text in said.items()],
            "server": ("127.0.0.1", PORT),
            "client": (self.client, 50_000),
        }

    def speak(self, scope, messages):
        # A thread of its own: the browser tests may leave an event loop running in this one.
        with ThreadPoolExecutor(1) as elsewhere:
            sent = elsewhere.submit(asyncio.run, self.exchange(scope, messages)).result()
        starts = ("http.response.start", "websocket.http.response.start", "websocket.accept")
        start = next(message for message in sent if message["type"] in starts)
        body = b"".join(message.get("body", b"") for message in sent)
        return Answer(
            start.get("status", 101), Headers(raw=start.get("headers", [])), body.decode()
        ), sent

    async def exchange(self, scope, messages):
        """Give the app these messages, then silence. A connection that it has not closed after a
        second is closed from here."""
        sent, waiting = [], list(messages)

        async def receive():
            if not waiting:
                await asyncio.sleep(1)
                return {"type": f"{scope['type']}.disconnect", "code": 1000}
            said = waiting.pop(0)
            if callable(said):
                said = said()
            if isinstance(said, str):
                said = rerun(said)
            if isinstance(said, bytes):
                return {"type": "websocket.receive", "bytes": said}
            return said

        async def send(message):
            sent.append(message)

        await self.app(scope, receive, send)
        return sent
