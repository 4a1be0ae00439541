"""Writes results: plain numbers and ISO dates."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pandas as pd

from dscp_data.cli.exit_codes import WrongUse
from dscp_data.exports.marked_csv import as_text


def plain(value: Any) -> Any:
    """A cell of a frame as JSON can hold it: whole numbers whole, nothing as None."""
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def write_file(path: Path, content: bytes) -> None:
    """Raises WrongUse where the file cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise WrongUse(f"{path} cannot be written: {error.strerror}.") from error


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = list(frame.columns)
    return [
        {name: plain(value) for name, value in zip(columns, row, strict=True)}
        for row in frame.itertuples(index=False, name=None)
    ]


def as_written(frame: pd.DataFrame, form: str) -> str:
    """A frame as csv or json."""
    rows = records(frame)
    if form == "json":
        return in_json(rows)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows([in_csv(value) for value in row.values()] for row in rows)
    return written.getvalue()


def in_csv(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula is written as text."""
    return str(value).lower() if isinstance(value, bool) else as_text(value)


def write_json(value: Any) -> None:
    sys.stdout.write(in_json(value))


def in_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def say(message: str) -> None:
    """A message for the person, apart from the results."""
    print(message, file=sys.stderr)


def user_name() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or "command line"
