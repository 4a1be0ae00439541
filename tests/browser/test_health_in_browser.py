"""The dashboard answers while it reads whatever somebody sends it."""

import threading
import urllib.request
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from bench.returns import long_return
from dscp_data.catalogue import catalogue
from tests.browser.driving import SECONDS_TO_HANG, open_page
from tests.intake.file_bytes import workbook, zipped

ROWS = 50_000
# A server that read the files itself would answer once or twice; usual are some hundred answers.
# How long one takes is measured by `make bench intake`.
ANSWERS = 10


@contextmanager
def health_watched(url):
    """What the server's health answered meanwhile, asked again 50 ms after each answer."""
    answers, ended = [], threading.Event()

    def watch():
        while not ended.wait(0.05):
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=SECONDS_TO_HANG) as answer:
                answers.append(answer.read())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield answers
    finally:
        ended.set()
        watcher.join()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A return as long as is allowed, and files that want to keep the server busy."""
    folder = tmp_path_factory.mktemp("files")
    made = {
        "long.xlsx": long_return(catalogue(), ROWS),
        "far away.xlsx": workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "bomb.xlsx": zipped({"[Content_Types].xml": b" " * 90_000_000}),
        "damaged.xlsx": long_return(catalogue(), 2_000)[:-3_000],
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]


def test_health_answers_while_long_and_hostile_files_are_read(page, server, files):
    open_page(page, "/returns")
    with health_watched(server.url) as answers:
        page.locator("input[type=file]").set_input_files(files)
        understood = page.get_by_text(f"We found {ROWS:,} figures.")
        expect(understood).to_be_visible()
        expect(page.get_by_text("Refused", exact=True)).to_have_count(3)
    assert set(answers) == {b"ok"}
    assert len(answers) > ANSWERS
