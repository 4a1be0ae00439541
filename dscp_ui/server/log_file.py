"""Where the server's log goes: a line for each record in `dscp.log`, in JSON, and warnings on
stderr.

Streamlit and Uvicorn print traces on stderr too. No trace of any logger has the values of a row.
"""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from dscp_data.store.engine.error_text import format_trace
from dscp_ui.runtime.metrics import CountRecords

LOG = logging.getLogger("dscp")
LOG_FILE = "dscp.log"
LOG_BYTES, OLDER_FILES = 1_000_000, 3
FIELDS = {"levelname": "level", "exc_info": "trace"}


class WithoutTrace(logging.Formatter):
    """One line a record: Streamlit has already printed the trace on stderr."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{self.formatTime(record)} {record.getMessage()}"


class RecordWithoutValues(logging.LogRecord):
    """A record whose trace is ready before any logger formats it."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        error = self.exc_info[1] if self.exc_info else None
        if error is not None:
            self.exc_text, self.exc_info = format_trace(error), None


def start_logging(folder: Path) -> None:
    """Log to stderr, and with every detail to a file in `folder` where that can be written."""
    for handler in LOG.handlers[:]:
        LOG.removeHandler(handler)
        handler.close()
    logging.setLogRecordFactory(RecordWithoutValues)
    LOG.propagate = False
    LOG.setLevel(logging.INFO)
    LOG.addHandler(CountRecords())
    brief = logging.StreamHandler()
    brief.setLevel(logging.WARNING)
    brief.setFormatter(WithoutTrace())
    LOG.addHandler(brief)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        full = RotatingFileHandler(
            folder / LOG_FILE, maxBytes=LOG_BYTES, backupCount=OLDER_FILES, encoding="utf-8"
        )
    except OSError as error:
        LOG.warning("%s cannot be written in %s: %s", LOG_FILE, folder, error.strerror)
        return
    full.setFormatter(
        JsonFormatter("{levelname}{message}", style="{", rename_fields=FIELDS, timestamp="time")
    )
    LOG.addHandler(full)
