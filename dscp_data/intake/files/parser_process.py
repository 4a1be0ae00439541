"""The sandboxed parser process: a checked package on standard input, values on standard output.

Run as a file by a fresh interpreter, never imported by the server. It imports nothing of ours
but this file, so it starts in some 20 ms. JSON and bare numbers, and not pickle: what a parser of
a hostile file wrote must not be able to run anything in the parent.

Output: a line of JSON, ``[[name, kind, visibility, merged, rows, columns, values], ...]`` with kind
``WorkSheet``, merged as ``[[first_row, first_column, last_row, last_column], ...]``, rows and
columns the number of these, and each different value once, led by "". Times are
``{"d"|"t"|"h": iso}`` for date, datetime and time, ``{"s": [days, seconds, microseconds]}`` for
a duration. Then for each sheet, as 32-bit integers of this machine: the numbers of its rows
without those that are empty, and row by row which of the values is in each column.
"""

import datetime as dt
import gc
import io
import json
import sys
from array import array
from itertools import chain
from typing import Any

_EXACT = 2**53
_EQUAL = {bool, int, float}
"""Types whose values may be equal and yet differ: 1, 1.0 and True."""


def limit_resources(memory: int, seconds: int) -> None:
    """Cap address space and processor time, and open nothing more: no file, no connection.

    What is open stays open. Windows has no such caps, only the parent's clock.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def json_number(value: float) -> int | float | str:
    """A number as whole number where it is one exactly; NaN and infinity as their text."""
    if value.is_integer() and -_EXACT < value < _EXACT:
        return int(value)
    return value if value - value == 0 else str(value)


def encode_value(value: Any) -> dict[str, Any]:
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


class ValueCodes(dict[Any, int]):
    """A number for each different value, in the order of their coming."""

    def __missing__(self, value: Any) -> int:
        code = self[value] = len(self)
        return code


def encode_rows(rows: list[list[Any]]) -> tuple[list[int], list[Any], "array[int]", "array[int]"]:
    """The rows with something in them: their shape, different values, numbers and codes."""
    numbers = array("i", [n for n, row in enumerate(rows, 1) if row.count("") < len(row)])
    filled = [rows[number - 1] for number in numbers]
    cells = list(chain.from_iterable(filled))
    if len(_EQUAL.intersection(map(type, cells))) < 2:
        seen = ValueCodes({"": 0})
        codes = array("i", map(seen.__getitem__, cells))
        different = list(seen)
    else:
        seen = ValueCodes({(str, ""): 0})
        codes = array("i", map(seen.__getitem__, zip(map(type, cells), cells)))  # noqa: B905
        different = [value for _, value in seen]
    values = [json_number(value) if type(value) is float else value for value in different]
    return [len(filled), len(filled[0]) if filled else 0], values, numbers, codes


def main(memory: int, seconds: int) -> None:
    """Read standard input, write the values to standard output."""
    from python_calamine import CalamineWorkbook

    package = sys.stdin.buffer.read()
    limit_resources(memory, seconds)
    gc.disable()
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(package))
    sheets = []
    places: list[array[int]] = []
    for index, about in enumerate(workbook.sheets_metadata):
        kind = str(about.typ).rpartition(".")[2]
        visibility = str(about.visible).rpartition(".")[2]
        merged: list[list[int]] = []
        shape: list[int] = [0, 0]
        values: list[Any] = []
        if kind == "WorkSheet":
            sheet = workbook.get_sheet_by_index(index)
            rows = sheet.to_python(skip_empty_area=False)
            shape, values, *numbers = encode_rows(rows)
            places += numbers
            merged = [
                [top + 1, left + 1, bottom + 1, right + 1]
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ]
        sheets.append([about.name, kind, visibility, merged, *shape, values])
    text = json.dumps(
        sheets, default=encode_value, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    for place in places:
        place.tofile(sys.stdout.buffer)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
