"""Two dashboards with one store in PostgreSQL: both accept returns at once, one is killed, and the
other goes on. Both show the same figures."""

import pytest
from openpyxl import Workbook

from dscp_data.store import open_store
from dscp_data.store.engine.in_postgres import postgres_of
from dscp_data.store.event_log.verification import verify_log
from tests.browser.driving import open_page, running
from tests.browser.tab import open_tab
from tests.postgres import running_server

pytestmark = pytest.mark.slow

BOARD = "[data-testid=stMain]"


@pytest.fixture
def address():
    with running_server() as server:
        yield server.create("browsers")


@pytest.fixture
def start(address, tmp_path):
    """Starts a dashboard with a folder of its own, as a context."""
    return lambda name: running(
        tmp_path / name / "dscp.duckdb", DSCP_STORE=address, DSCP_NO_SAMPLES="1"
    )


@pytest.fixture
def new_page(browser):
    """Opens a page of a dashboard, in a browser of its own."""
    tabs = []

    def make(server):
        tabs.append(open_tab(browser, server.url))
        return tabs[-1].page

    yield make
    for tab in tabs:
        tab.close()


def choose(page, folder, month, number):
    """Choose a return of one figure, up to the button that accepts it."""
    book = Workbook()
    book.active.append(["Indicator", "Agency", "Month", "Number"])
    book.active.append(["H03", "Durham Constabulary", month, number])
    path = folder / f"{month}.xlsx"
    book.save(path)
    open_page(page, "/returns")
    page.locator("input[type=file]").set_input_files(path)
    return page.get_by_role("button", name="Accept this return")


def overview(page):
    open_page(page, "/overview")
    return page.locator(BOARD).inner_text()


def test_two_servers_accept_at_once_and_one_goes_on_when_the_other_is_killed(
    start, new_page, address, tmp_path, monkeypatch
):
    with start("b") as second:
        with start("a") as first:
            one, other = new_page(first), new_page(second)
            buttons = [choose(one, tmp_path, "Apr-25", 12), choose(other, tmp_path, "May-25", 15)]
            for button in buttons:
                button.click()
            for page in (one, other):
                page.get_by_text("Accepted as return").wait_for()
            assert overview(one) == overview(other)
            first.process.kill()
            first.process.wait()
        choose(other, tmp_path, "Jun-25", 18).click()
        other.get_by_text("Accepted as return 3").wait_for()
        with start("a") as first:
            assert overview(new_page(first)) == overview(other)
    monkeypatch.setenv("DSCP_STORE", address)
    with open_store(tmp_path / "c" / "dscp.duckdb", place=postgres_of(address)) as store:
        figures = store.query(
            "observations", indicators=["H03"], agencies=None, localities=None, first=None,
            last=None, as_of=None,
        )  # fmt: skip
        assert [*figures["numerator"]] == [12.0, 15.0, 18.0]
    assert verify_log(tmp_path / "c" / "dscp.duckdb").faults == ()
