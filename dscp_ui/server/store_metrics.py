"""Metrics of the store and its sessions, worked out on each request."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from dscp_data.store import Store, StoreError
from dscp_data.store.backup.backup import backups
from dscp_ui.guard.streamlit_runtime import sessions_open
from dscp_ui.runtime import open_store


@dataclass(frozen=True)
class StoreMetrics(Collector):
    """What is worked out on each request, from the open store and the files of its database."""

    database: Path

    def collect(self) -> Iterator[Metric]:
        store, newest = open_store.store.opened, next(iter(backups(self.database)), None)
        available = store is not None and answers(store)
        yield gauge("dscp_available", "1 where the database can be used, else 0", available)
        yield gauge("dscp_sessions", "Pages that are open in a browser", sessions_open())
        if store:
            yield gauge("dscp_data_version", "Goes up with each change of the data", store.version)
        if newest:
            yield gauge(
                "dscp_backup_timestamp_seconds", "When the newest backup was made",
                newest.stat().st_mtime,
            )  # fmt: skip
        if self.database.exists():
            yield gauge(
                "dscp_database_bytes", "Size of the database file", self.database.stat().st_size
            )
        yield gauge(
            "dscp_free_bytes", "Free space where the database lies",
            shutil.disk_usage(self.database.parent).free,
        )  # fmt: skip


def answers(store: Store) -> bool:
    """Whether a store that several servers share can be reached; one in a file always can."""
    try:
        store.refresh()
    except StoreError:
        return False
    return True


def gauge(name: str, means: str, value: float) -> Metric:
    return GaugeMetricFamily(name, means, value=float(value))
