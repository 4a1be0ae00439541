"""Serves metrics in the OpenMetrics format at an address of their own, where one is set.

Not on the dashboard's port: there everybody whom nginx lets through could read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import start_http_server

from dscp_ui.runtime.metrics import REGISTRY

SETTING = "DSCP_METRICS"
LOOPBACK = "127.0.0.1"
ADDRESS = re.compile(r"(?:(?P<host>[^:\s]+|\[[0-9A-Fa-f:.]+\]):)?(?P<port>\d{1,5})")


class InvalidMetricsAddress(ValueError):
    """The address for metrics cannot be used; the message says what to do."""


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
