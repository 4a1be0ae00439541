"""What reaches the browser of a wider audience: every frame is searched for exact figures."""

import pytest

from dscp_data.store import accept, open_store
from tests.browser.driving import open_page, running, wait_for_chart
from tests.distinctive import EXACT, distinctive, exact_in
from tests.making import checked

VIEWS = (
    "/?",
    "/priority_two?indicator=E08&view=Figures",
    "/priority_two?indicator=E08&view=By+locality",
    "/priority_two?indicator=E04&view=Figures",
    "/priority_two?indicator=E08&view=By+agency&locality=easington+teesdale",
    "/priority_two?indicator=E08&period=quarter",
    "/golden_threads?",
    "/returns?returns_view=Accepted+returns",
)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    database = tmp_path_factory.mktemp("frames") / "dscp.duckdb"
    content = b"distinctive"
    with open_store(database) as store:
        accept(store, checked(*distinctive(), content=content), content, by="test", is_sample=True)
    with running(database, DSCP_NO_SAMPLES="1") as started:
        yield started


def frames(browser, server, audience, views=VIEWS):
    """Everything that WebSockets bring to a browser that goes through these views."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, base_url=server.url)
    page = context.new_page()
    received = []
    page.on(
        "websocket", lambda opened: opened.on("framereceived", lambda one: received.append(one))
    )
    for view in views:
        open_page(page, f"{view}&audience={audience}")
        if "indicator" in view:
            wait_for_chart(page)
    context.close()
    return b"".join(one.encode() if isinstance(one, str) else bytes(one) for one in received)


def test_no_frame_of_a_wider_audience_holds_an_exact_figure(browser, seeded):
    heard = frames(browser, seeded, "protected")
    assert b"20,310" in heard  # of 10,003 + 10,306: there is something to find
    assert exact_in(heard) == []


def test_a_member_gets_every_exact_figure(browser, seeded):
    assert set(EXACT) <= set(exact_in(frames(browser, seeded, "exact", VIEWS[:2])))
