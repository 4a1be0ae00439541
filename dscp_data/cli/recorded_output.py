"""Prints figures with their protective marking, and records it like a download."""

from __future__ import annotations

import sys

import pandas as pd

from dscp_data.aggregation.selection import Audience
from dscp_data.cli.output import as_written, say, user_name
from dscp_data.store import Store
from dscp_data.store.event_log.access_log import DownloadEvent, File, record_download


def hand_out(store: Store, figures: pd.DataFrame, form: str, what: str, audience: Audience) -> None:
    """Print figures as csv or json, which other programs read. So the marking goes to stderr."""
    agreed = store.plan.partnership
    written = as_written(figures, form)
    file = File(written.encode(), len(figures))
    record_download(store, file, DownloadEvent("command line", what, audience), by=user_name())
    exact = audience == "exact"
    marking = agreed.marking if exact else agreed.wider_marking
    handling = agreed.handling if exact else agreed.wider_handling
    say(f"{marking}. {handling}")
    sys.stdout.write(written)
