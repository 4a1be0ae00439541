"""The one store of the process."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st

from dscp_data.store.engine.errors import StoreError
from dscp_ui.runtime.open_store import OpenStore


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("DSCP_DATABASE", str(tmp_path / "dscp.duckdb"))
    found = OpenStore()
    yield found
    if found.opened:
        found.opened.close()


def test_emptying_streamlits_caches_leaves_the_store_open(store):
    opened = store()
    st.cache_resource.clear()
    st.cache_data.clear()
    assert store() is opened
    assert opened.version >= 0


def test_threads_that_ask_at_the_same_moment_get_the_same_store(store):
    with ThreadPoolExecutor(8) as threads:
        opened = list(threads.map(lambda _: store(), range(8)))
    assert set(map(id, opened)) == {id(store())}


def test_a_store_that_could_not_be_opened_is_tried_again(store, tmp_path):
    path = tmp_path / "dscp.duckdb"
    path.write_bytes(b"no database")
    with pytest.raises(StoreError):
        store()
    path.unlink()
    assert store().version >= 0
