"""When a first start unpacks the sample store, and when it reads every return instead."""

from dataclasses import replace
from pathlib import Path

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.operations import sample_store


@pytest.fixture
def ways(monkeypatch):
    """Which way a database was filled."""
    seen = []
    monkeypatch.setattr(sample_store, "unpack", lambda *_: seen.append("unpacked"))
    monkeypatch.setattr(sample_store, "load_samples", lambda *_: seen.append("read") or [])
    return seen


def fill():
    sample_store.fill_with_samples(Path("dscp.duckdb"), lambda *_: None)


def test_the_store_is_unpacked_where_nothing_has_changed(ways, monkeypatch):
    monkeypatch.delenv("DSCP_DATABASE_KEY", raising=False)
    fill()
    assert ways == ["unpacked"]


def test_the_returns_are_read_where_the_plan_has_other_indicators(ways, monkeypatch):
    plan = catalogue()
    other = replace(plan, indicators=plan.indicators[1:])
    monkeypatch.setattr(sample_store, "catalogue", lambda: other)
    fill()
    assert ways == ["read"]


def test_the_returns_are_read_where_the_database_is_to_be_encrypted(ways, monkeypatch):
    monkeypatch.setenv("DSCP_DATABASE_KEY", "a key that is long enough to be one")
    fill()
    assert ways == ["read"]


def test_the_returns_are_read_where_no_store_was_made(ways, monkeypatch, tmp_path):
    monkeypatch.setattr(sample_store, "STORE", tmp_path / "none.xz")
    fill()
    assert ways == ["read"]
