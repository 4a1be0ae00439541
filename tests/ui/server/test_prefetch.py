"""What is worked out before a reader asks for it."""

import threading
import time

import pytest

from dscp_data.store import accept
from tests.making import checked, observation

PATIENCE = 30

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def warming():
    """The thread that keeps what readers ask first worked out, at the server's own pace."""
    from dscp_ui.server.prefetch import prefetch_loop

    stop = threading.Event()
    thread = threading.Thread(target=prefetch_loop, args=[stop])
    thread.start()
    yield thread
    stop.set()
    thread.join()


def protected_of(store):
    made = store.ask("protected_indicators")
    return set(made.loc[made["up_to_date"], "indicator"])


def wait_until(holds):
    give_up = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < give_up
        time.sleep(0.05)


def test_protected_figures_are_there_before_a_viewer_asks_and_again_after_each_change(warming):
    from dscp_ui.queries import store

    wait_until(lambda: "E08" in protected_of(store()))
    content = b"another workbook"
    accept(store(), checked(observation(numerator=3.0), content=content), content, by="test")
    assert "E08" not in protected_of(store())
    wait_until(lambda: "E08" in protected_of(store()))
    assert warming.is_alive()


def test_it_stops_when_it_is_told_to():
    from dscp_ui.server.prefetch import prefetch_loop

    stop = threading.Event()
    stop.set()
    begun = time.monotonic()
    prefetch_loop(stop)
    assert time.monotonic() - begun < PATIENCE
