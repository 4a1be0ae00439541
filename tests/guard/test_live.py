"""The guard on the real server, tried by people of every role without a browser."""

import asyncio
import contextlib
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from dscp_ui.guard.messages import ALLOWED, MAX_BYTES
from dscp_ui.guard.uploads import MB, UploadLimits
from tests.guard.live import PEOPLE, ask_for_file, files_offered, live, read_of, upload
from tests.guard.messages import every_message

LIMITS = UploadLimits()


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory):
    with live(tmp_path_factory.mktemp("live")) as started:
        yield started


def run(work):
    # A thread of its own: the browser tests may leave an event loop running in this one.
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(asyncio.run, work).result()


async def signed_in(dashboard, name):
    client = await asyncio.to_thread(dashboard.sign_in, name)
    reader = await dashboard.open(client)
    await reader.go("")
    return client, reader


async def code_of(connection):
    """What the server closes a connection with."""
    await connection.wait_closed()
    return connection.close_code


@pytest.mark.parametrize("name", PEOPLE)
def test_no_message_of_anybody_stops_another_reader(dashboard, name):
    async def attack():
        _, other = await signed_in(dashboard, "second-viewer")
        _, attacker = await signed_in(dashboard, name)
        for _, message in every_message():
            await attacker.socket.send(message.SerializeToString())
        await ask_for_file(attacker, "none")  # answered when all before it have been heard
        again = await attacker.go("definitions")
        seen = await other.go("priority_two", indicator="E08")
        await attacker.close()
        await other.close()
        return again, seen

    again, seen = run(attack())
    assert again.elements
    assert len(seen.elements) > 10
    assert not [said for said in (*read_of(again), *read_of(seen)) if "not available" in said]
    dropped = {f"message {field}" for field, _ in every_message()} - {
        f"message {a}" for a in ALLOWED
    }
    dropped -= {"message backend_operation_request", "message request_id", "message session_id"}
    assert set(dashboard.refusals(name)) >= dropped


def test_no_message_of_somebody_who_is_not_signed_in_is_heard(dashboard):
    async def attack():
        _, other = await signed_in(dashboard, "second-viewer")
        for _, message in every_message():
            address = f"ws://{urlsplit(dashboard.url).netloc}/_stcore/stream"
            async with connect(address, origin=dashboard.url, subprotocols=["streamlit"]) as nobody:
                with contextlib.suppress(ConnectionClosed):
                    await nobody.send(message.SerializeToString())
                assert await code_of(nobody) == 1008
        seen = await other.go("priority_two", indicator="E08")
        await other.close()
        return seen

    assert len(run(attack()).elements) > 10


@pytest.mark.parametrize(
    ("frame", "code"), [("text", 1003), (b"\xff\xff", 1002), (b"x" * (MAX_BYTES + 1), 1009)]
)
def test_a_frame_that_is_no_message_closes_its_own_connection_alone(dashboard, frame, code):
    async def attack():
        _, other = await signed_in(dashboard, "member")
        _, attacker = await signed_in(dashboard, "viewer")
        await attacker.socket.send(frame)
        code = await code_of(attacker.socket)
        await other.go("definitions")
        await other.close()
        return code

    assert run(attack()) == code


def test_two_people_in_two_tabs_share_no_file_and_no_page(dashboard):
    async def attack():
        hers, member = await signed_in(dashboard, "member")
        his, viewer = await signed_in(dashboard, "viewer")
        offered = await files_offered(member)
        stolen = await ask_for_file(viewer, offered[0])
        made = await ask_for_file(member, offered[0])
        found = [await asyncio.to_thread(one.get, made) for one in (hers, his)]
        outside = await asyncio.to_thread(httpx.get, dashboard.url + made)
        taken = await asyncio.to_thread(upload, his, member.session, b"x")
        await member.close()
        await viewer.close()
        return stolen, [*found, outside], taken

    stolen, answers, taken = run(attack())
    assert stolen == ""
    assert [answer.status_code for answer in answers] == [200, 403, 401]
    assert "OFFICIAL-SENSITIVE" in answers[0].text
    assert taken == 403
    assert "a file prepared for someone else" in dashboard.refusals("viewer")
    (event,) = [one for one in dashboard.events if one["what"] == "file taken away"]
    assert event["who"] == "member@durham.gov.uk"


def test_nobody_takes_over_the_page_of_somebody_else(dashboard):
    """Streamlit connects again to the session that a browser names, where it is the same person."""

    async def attack():
        _, member = await signed_in(dashboard, "member")
        client = await asyncio.to_thread(dashboard.sign_in, "viewer")
        viewer = await dashboard.open(client)
        await viewer.close()
        cookies = dict(client.cookies)
        sockets = ["streamlit", cookies["_streamlit_xsrf"], member.session]
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        viewer.socket = await connect(
            f"ws://{urlsplit(dashboard.url).netloc}/_stcore/stream",
            origin=dashboard.url,
            subprotocols=sockets,
            additional_headers=headers,
        )
        await viewer.go("")
        await member.go("definitions")
        return member.session, viewer.session

    hers, his = run(attack())
    assert hers != his


@pytest.mark.parametrize("name", ["none", "viewer", "member", "manager", "auditor"])
def test_a_person_who_may_not_check_returns_fills_no_memory(dashboard, name):
    async def attack():
        client, reader = await signed_in(dashboard, name)
        status = await asyncio.to_thread(upload, client, reader.session, b"x" * MB)
        await reader.close()
        return status

    assert run(attack()) == 403
    assert "an upload" in dashboard.refusals(name)


def test_a_person_who_may_check_returns_fills_their_share_and_no_more(dashboard):
    async def attack():
        client, reader = await signed_in(dashboard, "analyst")
        sizes = [9 * MB] * (LIMITS.bytes_each // (9 * MB)) + [9 * MB] * 2
        statuses = [
            await asyncio.to_thread(upload, client, reader.session, b"x" * size) for size in sizes
        ]
        await reader.close()
        return statuses

    fit = LIMITS.bytes_each // (9 * MB)
    assert run(attack()) == [204] * fit + [413] * 2


def test_a_role_that_ends_while_a_page_is_open_counts_from_the_next_message_on(dashboard):
    """The member's file is still offered, their page is still open, and a file is ready."""

    async def attack():
        client, viewer = await signed_in(dashboard, "member")
        offered = await files_offered(viewer)
        ready = await ask_for_file(viewer, offered[0])
        await end_role(dashboard, "member")
        fetched = await asyncio.to_thread(client.get, ready)
        made = await ask_for_file(viewer, offered[0])
        sent = await asyncio.to_thread(upload, client, viewer.session, b"x")
        seen = await viewer.go("priority_two", indicator="E08")
        await viewer.close()
        return fetched.status_code, made, sent, seen

    fetched, made, sent, seen = run(attack())
    assert (fetched, made, sent) == (403, "", 403)
    words = " ".join(element.markdown.body + element.heading.body for element in seen.elements)
    assert "E08" not in words
    assert [
        e for e in seen.elements if e.WhichOneof("type") in ("vega_lite_chart", "dataframe")
    ] == []


async def end_role(dashboard, name):
    """A steward ends a role on the page Users."""
    _, steward = await signed_in(dashboard, "steward")
    await steward.go("users")
    whose = next(w for w in steward.widgets.values() if w.id.endswith("end-email"))
    choice = next(option for option in whose.options if option.startswith(name + "@"))
    steward.values[whose.id] = choice
    why = next(w for w in steward.widgets.values() if w.id.endswith("end-reason"))
    steward.values[why.id] = "left"
    await steward.run()
    await steward.click("End this role")
    await steward.close()


def test_a_person_who_sends_fifty_messages_a_second_waits_and_nobody_else_does(dashboard):
    """Four hundred at once are eight seconds of fifty. The last is answered when all before it have
    had their turn, after 74 seconds; at once without a limit."""

    async def attack():
        _, other = await signed_in(dashboard, "second-viewer")
        _, attacker = await signed_in(dashboard, "viewer")
        for _ in range(400):
            await attacker.socket.send(file_request(attacker))
        answered = asyncio.create_task(ask_for_file(attacker, "none"))
        seen = [await other.go("priority_two", indicator=one) for one in ("E08", "E01", "E02")]
        still_waits = not answered.done()
        answered.cancel()
        await attacker.close()
        await other.close()
        return seen, still_waits

    seen, still_waits = run(attack())
    assert [len(page.elements) > 10 for page in seen] == [True] * 3
    assert still_waits


def file_request(reader):
    """A message that costs its sender nothing to send, and no page anything to answer."""
    message = BackMsg()
    request = message.backend_operation_request
    request.request_id, request.session_id = "another", reader.session
    request.deferred_file.file_id = "none"
    return message.SerializeToString()
