"""Metrics that the service's monitoring reads: how it runs, and nothing of what it shows.

No label or value comes from a return or names a person, an agency or a place.
"""

from __future__ import annotations

import logging

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)

SECONDS = (0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8)

REGISTRY = CollectorRegistry()
for collector in (GCCollector, PlatformCollector, ProcessCollector):
    collector(registry=REGISTRY)

PAGE_SECONDS = Histogram(
    "dscp_page_seconds", "Time to draw a page on the server", ["page"], buckets=SECONDS,
    registry=REGISTRY,
)  # fmt: skip
LOG_RECORDS = Counter(
    "dscp_log_records", "Records in dscp.log by level", ["level"], registry=REGISTRY
)


class CountRecords(logging.Handler):
    """Counts the records of a log."""

    def emit(self, record: logging.LogRecord) -> None:
        LOG_RECORDS.labels(record.levelname.lower()).inc()
