"""What reaches the browser of a wider audience: every frame is kept and searched for exact figures.

The figures sent in are distinctive, from 10,003 upwards, and none is a multiple of 5. They lie so
far apart that no limit of the rounded ones meets one of them by chance. Frames hold
them as text or, in tables and charts, as the eight bytes of a number.
"""

import struct

import pytest

from dscp_data.periods import Period, add_months, month
from dscp_data.store import Store, accept
from tests.browser.driving import open_page, running, wait_for_chart
from tests.making import checked, observation

MONTHS, FIRST = 15, 10_003
EXACT = [FIRST + 1_010 * number for number in range(MONTHS)]
BASE = 30_004
VIEWS = (
    "/?",
    "/priority_two?indicator=E08&view=Figures",
    "/priority_two?indicator=E08&view=By+locality",
    "/priority_two?indicator=E04&view=Figures",
    "/priority_two?indicator=E08&view=By+agency&locality=easington+teesdale",
    "/priority_two?indicator=E08&period=quarter",
    "/golden_threads?",
    "/returns?returns_view=What+is+held",
)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    database = tmp_path_factory.mktemp("frames") / "dscp.duckdb"
    content = b"distinctive"
    with Store(database) as store:
        accept(store, checked(*distinctive(), content=content), content, by="test", is_sample=True)
    with running(database, DSCP_NO_SAMPLES="1") as started:
        yield started


def distinctive():
    for number, exact in enumerate(EXACT):
        period = Period(add_months(month(2025, 4).start, number), "month")
        said = f"comment {exact}"
        for place in ("easington", "teesdale"):
            yield observation(period=period, locality=place, numerator=exact, comment=said)
            yield observation(
                indicator="E04",
                period=period,
                locality=place,
                numerator=exact,
                denominator=BASE,
                comment=said,
            )


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


def forms_of(number):
    return (
        str(number).encode(),
        f"{number:,}".encode(),
        struct.pack("<d", number),
        struct.pack("<q", number),
    )


def exact_in(heard):
    parts = [*EXACT, BASE, *(2 * exact for exact in EXACT), 2 * BASE]
    return [number for number in parts if any(form in heard for form in forms_of(number))]


def test_no_frame_of_a_wider_audience_holds_an_exact_figure(browser, seeded):
    heard = frames(browser, seeded, "viewer")
    assert struct.pack("<d", 20_005) in heard  # of 2 × 10,003: there is something to find
    assert exact_in(heard) == []


def test_a_member_gets_every_exact_figure(browser, seeded):
    assert set(EXACT) <= set(exact_in(frames(browser, seeded, "member", VIEWS[:2])))
