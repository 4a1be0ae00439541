import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.driving import launch, running, watch

HERE = Path(__file__).parent
SAMPLE_DAY = "2026-11-30"  # on which the samples are new, whenever the tests run
A_HANG = 120_000  # milliseconds: only a hang takes that long, also on a busy machine
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
    # What an earlier test uploaded and did not accept would wait for this one.
    shutil.rmtree(server.database.parent / "waiting", ignore_errors=True)
    context = browser.new_context(viewport={"width": 1366, "height": 768}, base_url=server.url)
    opened = context.new_page()
    opened.set_default_timeout(A_HANG)
    watched = watch(opened, server.url)
    seen.append(watched)
    yield opened
    context.close()
    assert watched.strangers == []
    assert watched.complaints == []
