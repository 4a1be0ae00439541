import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.driving import launch, running, watch

HERE = Path(__file__).parent
SAMPLE_DAY = "2026-11-30"  # on which the samples are new, whenever the tests run
A_HANG = 120_000  # milliseconds: only a hang takes that long, also on a busy machine
MEETING_ROOM = {"width": 1366, "height": 768}
expect.set_options(timeout=A_HANG)

# What is costly lives for this package, and no longer: while Playwright runs, so does an event loop
# in this thread, which other tests cannot do with.


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="package")
def server(tmp_path_factory):
    """The dashboard with the sample returns, started as a newcomer does."""
    database = tmp_path_factory.mktemp("server") / "dscp.duckdb"
    with running(database, DSCP_SAMPLE_DAY=SAMPLE_DAY) as started:
        yield started


@pytest.fixture(scope="package")
def browser():
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture
def seen():
    """What the page of a test did, filled in by `page`."""
    return []


@pytest.fixture
def page(browser, server, seen):
    """An empty page at a meeting room's size. No request may leave the host, no
    error show, and no page break the content security policy."""
    discard_uploads(server)
    context = browser.new_context(viewport=MEETING_ROOM, base_url=server.url)
    opened = context.new_page()
    opened.set_default_timeout(A_HANG)
    watched = watch(opened, server.url)
    seen.append(watched)
    yield opened
    context.close()
    assert watched.strangers == []
    assert watched.complaints == []


def discard_uploads(server):
    """What an earlier test uploaded and did not accept would wait for the next one."""
    shutil.rmtree(server.database.parent / "waiting", ignore_errors=True)


@pytest.fixture(scope="package")
def tab(browser, server):
    """A tab and what its pages do. To compile the scripts of a page takes Chromium longer than all
    else that a first visit needs, and it does so once in a tab."""
    context = browser.new_context(viewport=MEETING_ROOM, base_url=server.url)
    opened = context.new_page()
    opened.set_default_timeout(A_HANG)
    yield opened, watch(opened, server.url)
    context.close()


@pytest.fixture
def reused_page(tab, server):
    """`page` for many tests that look at one address each: in one tab, which stores nothing from
    one test to the next."""
    discard_uploads(server)
    opened, watched = tab
    opened.set_viewport_size(MEETING_ROOM)
    opened.emulate_media(media="null", color_scheme="null", forced_colors="null")
    watched.requests.clear()
    watched.complaints.clear()
    yield opened
    opened.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
    opened.context.clear_cookies()
    opened.goto("about:blank")
    assert watched.strangers == []
    assert watched.complaints == []
