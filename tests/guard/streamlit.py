"""A small server that answers as Streamlit does, as far as the guard reads it: it names the session
of a page, takes files, makes one on request and hands it out."""

from dataclasses import dataclass, field

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, Router, WebSocketRoute
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.guard.examples import STREAM

MADE = "/media/made.csv"


@dataclass
class Streamlit:
    """`page` is the id of the session that the next connection gets."""

    page: str = "page"
    files: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def app(self):
        return Router(
            routes=[
                WebSocketRoute(STREAM, self.connect),
                Route("/_stcore/upload_file/{page}/{file}", self.upload, methods=["PUT"]),
                Route("/_stcore/upload_file/{page}/{file}", self.remove, methods=["DELETE"]),
                Route("/{path:path}", self.answer),
            ]
        )

    def stored(self):
        return {page: list(files.values()) for page, files in self.files.items()}

    async def connect(self, websocket):
        await websocket.accept()
        opened = ForwardMsg()
        opened.new_session.initialize.session_id = self.page
        await websocket.send_bytes(opened.SerializeToString())
        async for data in websocket.iter_bytes():
            if BackMsg.FromString(data).backend_operation_request.HasField("deferred_file"):
                made = ForwardMsg()
                made.backend_operation_response.deferred_file.url = MADE
                await websocket.send_bytes(made.SerializeToString())

    async def upload(self, asked):
        body = await asked.body()
        self.files.setdefault(asked.path_params["page"], {})[asked.path_params["file"]] = len(body)
        return Response(status_code=204)

    async def remove(self, asked):
        self.files[asked.path_params["page"]].pop(asked.path_params["file"])
        return Response(status_code=204)

    async def answer(self, _):
        return PlainTextResponse("figures")
