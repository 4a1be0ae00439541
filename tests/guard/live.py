"""A dashboard that runs as a service does, people of every role who sign in to it, and how they
speak to it without a browser."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from oidc_provider_mock import User, run_server_in_thread
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from bench.reader import Reader, headers_of
from dscp_data.access import ROLES, give_role
from dscp_data.store import accept, open_store
from dscp_data.store.event_log.journal import journal_path
from tests.browser.driving import Running, free_port, running
from tests.browser.signing_in import write_secrets
from tests.distinctive import distinctive
from tests.making import checked

OWN = {"manager": {"localities": ["easington"]}, "analyst": {"agencies": ["dcc-csc"]}}
NO_ROLE = "none"
PEOPLE = (*ROLES, NO_ROLE, "second-viewer")


def email_of(name: str) -> str:
    return f"{name}@durham.gov.uk"


@dataclass
class Live:
    """A dashboard that runs, opened at `url`."""

    url: str
    process: Running

    @property
    def events(self) -> list[dict[str, str]]:
        """The log of events, from its copy in a file."""
        lines = journal_path(self.process.database).read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def refusals(self, name: str) -> list[str]:
        """What somebody was refused."""
        return [
            json.loads(event["detail"])["asked"]
            for event in self.events
            if event["what"] == "refused" and event["who"] == email_of(name)
        ]

    def sign_in(self, name: str) -> httpx.Client:
        """The browser of somebody who has signed in, with its cookies."""
        client = httpx.Client(base_url=self.url, follow_redirects=True, timeout=60)
        provider = client.get("/sign-in/start", params={"next": "/"})
        client.post(provider.url, data={"sub": name})
        return client

    async def open(self, client: httpx.Client) -> Reader:
        """An open page of a browser."""
        client.get("/_stcore/health")  # brings the token that Streamlit wants to hear again
        cookies = dict(client.cookies)
        socket = await connect(
            f"ws://{urlsplit(self.url).netloc}/_stcore/stream",
            origin=self.url,
            subprotocols=["streamlit", cookies["_streamlit_xsrf"]],
            additional_headers={"Cookie": headers_of(self.url, cookies)["Cookie"]},
            compression=None,
            max_size=None,
        )
        return Reader(self.url, socket, cookies)


@contextlib.contextmanager
def live(folder: Path) -> Iterator[Live]:
    """A dashboard with figures like no others, in which everybody of PEOPLE can sign in."""
    database, port = folder / "dscp.duckdb", free_port()
    with open_store(database) as store:
        accept(store, checked(*distinctive(), content=b"distinctive"), b"distinctive", by="test")
        give_role(store, email_of("steward"), "steward", by="test", reason="the first")
        for role in (*ROLES, "second-viewer"):
            if role != "steward":
                given = "viewer" if role == "second-viewer" else role
                give_role(
                    store, email_of(role), given, by=email_of("steward"), **OWN.get(given, {})
                )
    claims = {"email_verified": True}
    people = [
        User(sub=name, claims={"email": email_of(name), "name": name.title(), **claims})
        for name in PEOPLE
    ]
    url = f"http://localhost:{port}"
    with run_server_in_thread(user_claims=people) as provider:
        metadata = f"http://localhost:{provider.server_port}/.well-known/openid-configuration"
        write_secrets(folder / "secrets.toml", metadata, url)
        settings = {"DSCP_SECRETS_FILE": str(folder / "secrets.toml"), "DSCP_NO_SAMPLES": "1"}
        with running(database, PORT=str(port), **settings) as process:
            yield Live(url, process)


async def files_offered(reader: Reader) -> list[str]:
    """The ids of the files that an indicator's page offers. Opened again where the answer was of
    the page before, which the server may run twice."""
    for _ in range(5):
        page = await reader.go("priority_two", indicator="E08", view="Figures")
        kinds = [element.WhichOneof("type") for element in page.elements]
        if "download_button" in kinds:
            return [
                element.download_button.deferred_file_id
                for element, kind in zip(page.elements, kinds, strict=True)
                if kind == "download_button"
            ]
    raise AssertionError(f"No file is offered: {kinds}, {read_of(page)}")


async def ask_for_file(reader: Reader, file_id: str) -> str:
    """The path of a file that is made on request; "" where it is not."""
    message = BackMsg()
    request = message.backend_operation_request
    request.request_id = "file"
    request.session_id = reader.session
    request.deferred_file.file_id = file_id
    await reader.socket.send(message.SerializeToString())
    while True:
        heard = ForwardMsg.FromString(await reader.socket.recv())
        answer = heard.backend_operation_response
        if answer.request_id == request.request_id:
            return answer.deferred_file.url


def upload(client: httpx.Client, page: str, content: bytes, name: str = "return.xlsx") -> int:
    """The status of sending a file to a page."""
    headers = {
        "X-Xsrftoken": client.cookies.get("_streamlit_xsrf", ""),
        "Origin": str(client.base_url).rstrip("/"),
    }
    path = f"/_stcore/upload_file/{page}/{os.urandom(8).hex()}"
    return client.put(path, files={"file": (name, content)}, headers=headers).status_code


def read_of(answer) -> list[str]:
    """The notices of a page."""
    return [e.alert.body for e in answer.elements if e.WhichOneof("type") == "alert"]
