"""The child process: a checked package on standard input, its values as JSON on output.

Run as a file by a fresh interpreter, never imported by the server. It imports nothing of ours
but this file, so it starts in some 20 ms. JSON and not pickle: what a parser of a hostile file
wrote must not be able to run anything in the parent.

Output: ``[[name, kind, visibility, merged, rows], ...]`` with kind ``WorkSheet``, merged as
``[[first_row, first_column, last_row, last_column], ...]`` and rows as
``[[row, value, value, ...], ...]`` from column 1, without rows that are empty. Times are
``{"d"|"t"|"h": iso}`` for date, datetime and time, ``{"s": [days, seconds, microseconds]}`` for
a duration.
"""

import datetime as dt
import gc
import io
import json
import sys
from typing import Any

_EXACT = 2**53


def limit_resources(memory: int, seconds: int) -> None:
    """Cap address space and processor time; Windows has no such caps, only the parent's clock."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def plain(value: float) -> int | float | str:
    """A number as whole number where it is one exactly; NaN and infinity as their text."""
    if value.is_integer() and -_EXACT < value < _EXACT:
        return int(value)
    return value if value - value == 0 else str(value)


def encoded(value: Any) -> dict[str, Any]:
    """What JSON has no word for. Raises TypeError for a type that calamine does not give."""
    if isinstance(value, dt.datetime):
        return {"t": value.isoformat()}
    if isinstance(value, dt.date):
        return {"d": value.isoformat()}
    if isinstance(value, dt.time):
        return {"h": value.isoformat()}
    if isinstance(value, dt.timedelta):
        return {"s": [value.days, value.seconds, value.microseconds]}
    raise TypeError(type(value).__name__)


def sheet_rows(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows with something in them, each with its number from 1 put in front."""
    return [
        [number, *[plain(value) if type(value) is float else value for value in row]]
        for number, row in enumerate(rows, 1)
        if row.count("") < len(row)
    ]


def main(memory: int, seconds: int) -> None:
    """Read standard input, write the values to standard output."""
    from python_calamine import CalamineWorkbook

    package = sys.stdin.buffer.read()
    limit_resources(memory, seconds)
    gc.disable()
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(package))
    sheets = []
    for index, about in enumerate(workbook.sheets_metadata):
        kind = str(about.typ).rpartition(".")[2]
        visibility = str(about.visible).rpartition(".")[2]
        merged: list[list[int]] = []
        rows: list[list[Any]] = []
        if kind == "WorkSheet":
            sheet = workbook.get_sheet_by_index(index)
            rows = sheet_rows(sheet.to_python(skip_empty_area=False))
            merged = [
                [top + 1, left + 1, bottom + 1, right + 1]
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ]
        sheets.append([about.name, kind, visibility, merged, rows])
    text = json.dumps(
        sheets, default=encoded, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
