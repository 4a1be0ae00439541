import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.driving import A_HANG, launch, running
from tests.browser.tab import open_tab

HERE = Path(__file__).parent
SAMPLE_DAY = "2026-11-30"  # on which the samples are new, whenever the tests run
FAILED = pytest.StashKey[bool]()
expect.set_options(timeout=A_HANG)

# What is costly lives for this package, and no longer: while Playwright runs, so does an event loop
# in this thread, which other tests cannot do with.


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


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


@pytest.fixture(scope="package")
def reused_tabs():
    """The tab of each server, by its address, that tests use one after the other; closed with
    their browser. To compile the scripts of a page takes Chromium longer than all else that a first
    visit needs, and it does so once in a tab."""
    return {}


@pytest.fixture
def tab(reused_tabs, browser, server, request):
    """A tab with nothing in it of an earlier test. One in which a test failed is not used again."""
    discard_uploads(server)
    if server.url not in reused_tabs:
        reused_tabs[server.url] = open_tab(browser, server.url)
    tab = reused_tabs[server.url]
    yield tab
    if request.node.stash.get(FAILED, False):
        reused_tabs.pop(server.url).close()
    else:
        tab.empty()
        tab.check()


@pytest.fixture
def page(tab):
    """The page of a tab. No request may leave the host, no error show, and no page break the
    content security policy."""
    return tab.page


@pytest.fixture
def new_tab(browser, server):
    """A tab of a browser that was never here: for what only a first visit shows."""
    discard_uploads(server)
    opened = open_tab(browser, server.url)
    yield opened
    opened.close()
    opened.check()


def discard_uploads(server):
    """What an earlier test uploaded and did not accept would wait for the next one."""
    shutil.rmtree(server.database.parent / "waiting", ignore_errors=True)
