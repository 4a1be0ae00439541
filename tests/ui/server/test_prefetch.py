"""What is worked out before a reader asks for it."""

import queue
import threading

import pytest

from dscp_data.store import accept
from dscp_ui.server import prefetch
from tests.making import checked, observation

HANGS = 600  # seconds that only a round that never ends takes

pytestmark = pytest.mark.usefixtures("database")


class Rounds:
    """The rounds of the thread that works out what readers ask first: each waits until it may
    begin, and is waited for until it has ended."""

    def __init__(self, work_out):
        self.work_out = work_out
        self.may_begin = threading.Semaphore(0)
        self.ended = queue.Queue()

    def __call__(self, stop):
        self.may_begin.acquire()
        self.work_out(stop)
        self.ended.put(True)

    def next(self):
        self.may_begin.release()
        assert self.ended.get(timeout=HANGS)


@pytest.fixture
def rounds(monkeypatch):
    made = Rounds(prefetch.prefetch_first_views)
    monkeypatch.setattr(prefetch, "prefetch_first_views", made)
    stop = threading.Event()
    thread = threading.Thread(target=prefetch.prefetch_loop, args=[stop])
    thread.start()
    yield made
    stop.set()
    made.may_begin.release()
    thread.join()


def protected_of(store):
    made = store.query("protected_indicators")
    return set(made.loc[made["up_to_date"], "indicator"])


def test_protected_figures_are_there_before_a_viewer_asks_and_again_after_each_change(rounds):
    from dscp_ui.queries import store

    rounds.next()
    assert "E08" in protected_of(store())
    content = b"another workbook"
    accept(store(), checked(observation(numerator=3.0), content=content), content, by="test")
    assert "E08" not in protected_of(store())
    rounds.next()
    assert "E08" in protected_of(store())


def test_it_stops_when_asked_to():
    stop = threading.Event()
    stop.set()
    prefetch.prefetch_loop(stop)
    assert "E08" not in protected_of(prefetch.queries.store())
