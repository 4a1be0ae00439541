"""A reader goes on while a file that takes seconds to check is checked for another."""

import csv
import io
import random
from itertools import islice

import pytest

from bench.returns import HEADINGS, lines
from dscp_data.catalogue import catalogue
from tests.browser.driving import go_to, open_page
from tests.browser.tab import open_tab

ROWS = 50_000
PERIODS = ["april", "june", "quarter", "year", "month", "of", "ending", "q1", "2025", "1st", "to"]


def as_csv(rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def long_return():
    return as_csv([HEADINGS, *islice(lines(catalogue(), None), ROWS)])


def hostile_return():
    """Nearly as many different texts as a file may have, each almost a period."""
    chosen = random.Random(1)
    texts = [" ".join(chosen.choices(PERIODS, k=10)) for _ in range(9_800)]
    return as_csv(texts[first : first + 98] for first in range(0, len(texts), 98))


@pytest.fixture
def other(browser, server):
    """Another reader's browser."""
    tab = open_tab(browser, server.url)
    open_page(tab.page, "/")
    yield tab.page
    tab.close()


@pytest.mark.parametrize("made", [long_return, hostile_return])
def test_a_click_ends_before_the_check_of_another_readers_file_does(page, other, made):
    open_page(page, "/returns")
    file = {"name": "return.csv", "mimeType": "text/csv", "buffer": made()}
    page.locator("input[type=file]").set_input_files(files=[file])
    page.get_by_text("Reading return.csv").wait_for()
    go_to(other, "Returns")
    checked = page.get_by_role("heading", name="return.csv")
    assert not checked.is_visible()
    assert page.get_by_text("Reading return.csv").is_visible()
    checked.wait_for()  # else it would wait for the reader of the next test
