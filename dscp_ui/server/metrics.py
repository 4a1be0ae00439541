"""Serves metrics in the OpenMetrics format at an address of their own, where one is set.

Not on the dashboard's port: there everybody whom nginx lets through could read them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from prometheus_client import start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from dscp_data.store import Store, StoreError
from dscp_data.store.backup.backup import backups
from dscp_ui.guard.streamlit_runtime import sessions_open
from dscp_ui.runtime import open_store
from dscp_ui.runtime.metrics import REGISTRY

SETTING = "DSCP_METRICS"
LOOPBACK = "127.0.0.1"
ADDRESS = re.compile(r"(?:(?P<host>[^:\s]+|\[[0-9A-Fa-f:.]+\]):)?(?P<port>\d{1,5})")


class InvalidMetricsAddress(ValueError):
    """The address for metrics cannot be used; the message says what to do."""


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


@contextmanager
def serve_metrics(setting: str) -> Iterator[None]:
    """Serve them at "PORT" on this computer or at "HOST:PORT", in a thread of their own, or not at
    all where the setting is empty. Raises InvalidMetricsAddress."""
    if not setting:
        yield
        return
    found = ADDRESS.fullmatch(setting)
    if not found or not 1 <= int(found["port"]) <= 65535:
        raise InvalidMetricsAddress(
            f"{SETTING} is {setting!r}, which is no port or address. Set it to a port, for example "
            f"{SETTING}=9464, or to an address and a port, for example {SETTING}={LOOPBACK}:9464."
        )
    host = (found["host"] or LOOPBACK).strip("[]")
    try:
        server, thread = start_http_server(int(found["port"]), host, REGISTRY)
    except OSError as error:
        raise InvalidMetricsAddress(
            f"{SETTING} is {setting!r}, and that address cannot be used: "
            f"{(error.strerror or str(error)).lower()}. Choose another port."
        ) from error
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
