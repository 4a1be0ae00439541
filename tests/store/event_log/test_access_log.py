"""What was seen and taken away is in the log, and recording it holds nobody up."""

import hashlib
import threading

import pytest

from dscp_data.store import open_store
from dscp_data.store.event_log.access_log import (
    AccessLogWriter,
    DownloadEvent,
    File,
    ViewEvent,
    record_download,
)
from dscp_data.store.event_log.events import events
from dscp_data.store.event_log.journal import end_of_last_line

SEEN = ViewEvent("ann@example.gov.uk", "E08 Safeguarding referrals", "All agencies · by month")


def log_of(store):
    with store.cursor() as cursor:
        return events(cursor)


def test_a_download_is_recorded_by_its_content_and_audience(store):
    taken = DownloadEvent("E08.csv", "figures of E08", "protected", "All agencies")
    record_download(store, File(b"the very bytes", 42), taken, by="ann@example.gov.uk")
    (event,) = log_of(store)
    assert (event.what, event.who) == ("file taken away", "ann@example.gov.uk")
    assert event.subjects == (hashlib.sha256(b"the very bytes").hexdigest(),)
    assert event.details == {
        "file": "E08.csv",
        "what": "figures of E08",
        "audience": "protected",
        "filters": "All agencies",
        "lines": 42,
    }


def test_who_saw_exact_figures_is_in_the_log_when_the_store_is_closed(tmp_path):
    path = tmp_path / "dscp.duckdb"
    with open_store(path) as store:
        watch = AccessLogWriter(store)
        for number in range(20):
            watch.note(ViewEvent("ann", f"page {number}", ""))
    with open_store(path) as again:
        assert [event.details["page"] for event in log_of(again)] == [
            f"page {n}" for n in range(20)
        ]
        assert again.version == 2


def test_a_reader_does_not_wait_while_a_return_is_written(store):
    watch = AccessLogWriter(store)
    noted = threading.Event()

    def look():
        watch.note(SEEN)
        noted.set()

    with store.transaction():
        threading.Thread(target=look).start()
        assert noted.wait(5)
    watch.end()
    assert [event.what for event in log_of(store)] == ["exact figures seen"]


def test_a_view_that_cannot_be_recorded_is_in_the_servers_log(store, caplog):
    watch = AccessLogWriter(store)
    with store.transaction() as cursor:
        cursor.execute("ALTER TABLE event RENAME TO away")
    watch.note(SEEN)
    watch.end()
    assert "Not recorded who saw exact figures" in caplog.text
    assert "ann@example.gov.uk" in caplog.text


@pytest.mark.parametrize("lines", [1, 3000])
def test_an_event_is_added_to_the_file_of_the_log_without_reading_all_of_it(tmp_path, lines):
    file = tmp_path / "log"
    file.write_bytes(b"{}\n" * lines)
    assert end_of_last_line(file) == 3 * lines
    file.write_bytes(b"{}\n" * lines + b'{"cut o')
    assert end_of_last_line(file) == 3 * lines
