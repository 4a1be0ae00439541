"""Metrics show how the service runs, and nothing of what it shows."""

import os
import time

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.openmetrics.exposition import generate_latest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from dscp_data.store.backup.backup import backups, make_backup
from dscp_ui import queries
from dscp_ui.runtime.metrics import PAGE_SECONDS, REGISTRY
from dscp_ui.server.store_metrics import StoreMetrics
from tests.ui.pages import opened

LABELS = {"page", "level", "le", "generation", "implementation", "version"} | {
    "major", "minor", "patchlevel",
}  # fmt: skip


def samples(text):
    return [one for family in text_string_to_metric_families(text) for one in family.samples]


def values(collector):
    registry = CollectorRegistry()
    registry.register(collector)
    return {one.name: one.value for one in samples(generate_latest(registry).decode())}


@pytest.mark.usefixtures("database")
def test_the_state_of_the_store_is_measured_when_it_is_asked_for():
    opened("overview")
    store = queries.store()
    measured = StoreMetrics(store.path)
    before = values(measured)
    assert before["dscp_available"] == 1
    assert before["dscp_data_version"] == store.version
    assert before["dscp_database_bytes"] == store.path.stat().st_size
    assert before["dscp_free_bytes"] > 0
    made = make_backup(store)
    hour_ago = time.time() - 3600
    os.utime(made, (hour_ago, hour_ago))
    assert values(measured)["dscp_backup_timestamp_seconds"] == pytest.approx(hour_ago)
    for backup in backups(store.path):
        backup.unlink()
    assert "dscp_backup_timestamp_seconds" not in values(measured)


@pytest.mark.usefixtures("database")
def test_pages_are_counted_by_name_and_no_label_says_what_they_show():
    before = PAGE_SECONDS.labels("definitions")._sum.get()
    opened("definitions")
    assert PAGE_SECONDS.labels("definitions")._sum.get() > before
    found = samples(generate_latest(REGISTRY).decode())
    assert {label for one in found for label in one.labels} <= LABELS
    assert "definitions" in {one.labels["page"] for one in found if "page" in one.labels}
