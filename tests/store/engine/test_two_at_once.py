"""Two analysts at once: both end well, and nobody reads half a change."""

import threading

from dscp_data.store import StoreError, accept, open_store
from dscp_data.store.event_log.verification import verify_log
from tests.making import checked, observation
from tests.store.figures import figures, take

EACH = 4
PLACES = ("easington", "teesdale", "sedgefield")


def test_two_that_accept_at_once_both_end_well_and_readers_see_complete_returns(tmp_path):
    path = tmp_path / "dscp.duckdb"
    done, seen = threading.Event(), []
    with open_store(path) as store:
        writers = [
            threading.Thread(
                target=lambda who=who: [take(store, who * 10 + n) for n in range(EACH)]
            )
            for who in (1, 2)
        ]

        def read():
            while not done.is_set():
                held = store.query("returns", as_of=None)
                seen.extend(held["observations"])

        reader = threading.Thread(target=read)
        reader.start()
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        done.set()
        reader.join()
        assert set(seen) == {len(PLACES)}
        held = store.query("returns", as_of=None)
        assert list(held["id"]) == list(range(1, 2 * EACH + 1))
        shown = figures(store)
    assert verify_log(path).faults == ()
    with open_store(path) as store:
        assert figures(store) == shown


def test_the_same_file_from_both_is_accepted_once(store):
    made, outcomes = checked(observation()), []

    def send():
        try:
            outcomes.append(accept(store, made, b"a workbook", by="analyst").return_id)
        except StoreError as error:
            outcomes.append(str(error))

    both = [threading.Thread(target=send) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(store.query("returns", as_of=None)) == 1
    assert 1 in outcomes
    assert set(outcomes) <= {1, "return.xlsx has just been accepted by somebody else."}
