"""A run knows whether others wait, so that it prepares nothing for later meanwhile."""

from contextlib import ExitStack

import pytest

from dscp_ui.runtime.page_runs import BUSY_FROM, PageRuns


def test_a_server_is_busy_while_so_many_run():
    runs = PageRuns()
    with ExitStack() as under_way:
        for _ in range(BUSY_FROM - 1):
            under_way.enter_context(runs.one())
        assert not runs.is_busy
        with runs.one():
            assert runs.is_busy
        assert not runs.is_busy


def test_a_run_that_fails_is_over():
    runs = PageRuns()
    with pytest.raises(ValueError, match="a page"), runs.one():
        raise ValueError("a page")
    assert runs.count == 0
