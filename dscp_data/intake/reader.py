"""Bytes of a file -> a Workbook, or Refused. The door that every upload comes through."""

import datetime as dt
import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, repeat
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

from dscp_data.intake.delimited import delimited_workbook
from dscp_data.intake.filetype import kind_of
from dscp_data.intake.preflight import Checked, Limits, preflight
from dscp_data.intake.refusals import refusal
from dscp_data.intake.sheet_scan import SheetFacts
from dscp_data.intake.workbook import Cell, CellValue, Range, Sheet, Workbook

_CHILD = Path(__file__).with_name("child.py")
_OUTPUT_LIMIT = 200 * 1024 * 1024
_DECODERS: dict[str, Any] = {
    "d": dt.date.fromisoformat,
    "t": dt.datetime.fromisoformat,
    "h": dt.time.fromisoformat,
    "s": lambda parts: dt.timedelta(*parts),
}
_by_place = itemgetter(0, 1)


def read_workbook(data: bytes, name: str, limits: Limits | None = None) -> Workbook:
    """The sheets and cells of a file, whatever the file is.

    ``name`` is the file's own name: its extension says how to read it, and messages use it.
    Raises Refused, with a sentence for the sender; anything else raised is a fault of ours.
    """
    limits = limits or Limits()
    with _collection_paused():
        if kind_of(data, name, limits) == "csv":
            workbook = delimited_workbook(data, name, limits)
        else:
            checked = preflight(data, name, limits)
            workbook = _workbook(_values(checked.package, limits), checked, limits)
    if not any(sheet.cells or sheet.covered for sheet in workbook.sheets):
        raise refusal("no_cells", name=name)
    return workbook


def _values(package: bytes, limits: Limits) -> list[list[Any]]:
    """What the child process read. Raises Refused (unreadable) however it ended badly.

    A fresh interpreter and no fork: the server has threads. Files without a name and no pipes:
    nothing blocks, and an answer that is too long is not taken into memory.
    """
    command = [sys.executable, "-I", str(_CHILD), str(limits.memory), str(limits.seconds)]
    with _scratch() as given, _scratch() as taken:
        given.write(package)
        given.seek(0)
        child = subprocess.Popen(
            command, stdin=given, stdout=taken, stderr=subprocess.DEVNULL, close_fds=True
        )
        try:
            code = child.wait(limits.seconds)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            child.kill()
            child.wait()
        if code != 0 or taken.seek(0, os.SEEK_END) > _OUTPUT_LIMIT:
            raise refusal("unreadable")
        taken.seek(0)
        try:
            answer: list[list[Any]] = json.loads(taken.read(), object_hook=_decoded)
        except ValueError as error:
            raise refusal("unreadable") from error
    return answer


def _scratch() -> IO[bytes]:
    """A file without a name, in memory where the system can: a return may hold private data."""
    if sys.platform == "linux":
        return os.fdopen(os.memfd_create("intake"), "w+b", buffering=0)
    return tempfile.TemporaryFile(buffering=0)


def _decoded(pair: dict[str, Any]) -> Any:
    ((kind, value),) = pair.items()
    return _DECODERS[kind](value)


@contextmanager
def _collection_paused() -> Iterator[None]:
    """No garbage collection while 400,000 cells are made: it takes three times as long with.

    Two threads at once are safe: the one that found it on turns it on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _workbook(answer: list[list[Any]], checked: Checked, limits: Limits) -> Workbook:
    """The two readings of the same file put together. Raises Refused where they disagree."""
    read = [sheet for sheet in answer if sheet[1] == "WorkSheet"]
    if [sheet[0] for sheet in read] != [name for name, _ in checked.facts]:
        raise refusal("unreadable")
    return Workbook(
        tuple(
            _sheet(sheet, facts, limits)
            for sheet, (_, facts) in zip(read, checked.facts, strict=True)
        ),
        checked.kind,
    )


def _sheet(read: list[Any], facts: SheetFacts, limits: Limits) -> Sheet:
    name, _, visibility, merged, rows = read
    if len(rows) > limits.rows_with_headings:
        raise refusal("too_many_rows", sheet=name, limit=f"{limits.rows:,}")
    cells = _with_facts(_cells(rows), facts)
    if (facts.has_content and not cells) or _has_unseen(cells, facts):
        raise refusal("unreadable")
    ranges = tuple(facts.merged or (tuple(bounds) for bounds in merged))
    under = _covered_places(name, ranges, cells, limits)
    return Sheet(
        name=name,
        visible=visibility == "Visible",
        cells=tuple(cell for cell in cells if cell[:2] not in under) if under else tuple(cells),
        merged=ranges,
        hidden_rows=frozenset(facts.hidden_rows),
        hidden_columns=frozenset(facts.hidden_columns),
        covered=tuple(cell for cell in cells if cell[:2] in under) if under else (),
    )


def _has_unseen(cells: list[Cell], facts: SheetFacts) -> bool:
    """Whether there are cells that the scan did not see: nobody would know of their errors."""
    if facts.filled is None or len(cells) <= facts.filled:
        return False
    return sum(str(cell.value).strip() != "" for cell in cells) > facts.filled


def _cells(rows: list[list[CellValue]]) -> list[Cell]:
    """The non-empty values as cells, made by ``map``: half of the time of a loop over each."""
    cells: list[Cell] = []
    plain = repeat(False), repeat(None), repeat(False)
    for row in rows:
        places = zip(repeat(row[0]), count(), row, *plain, strict=False)
        made = map(tuple.__new__, repeat(Cell), places)
        next(made)  # the row's own number, at column 0
        cells += [cell for cell in made if cell[2] != ""] if "" in row else made
    return cells


def _with_facts(cells: list[Cell], facts: SheetFacts) -> list[Cell]:
    """The cells with what the reader lost: percent formats, errors, results never saved."""
    if facts.percent:
        cells = [_as_percent(cell) if cell[:2] in facts.percent else cell for cell in cells]
    if facts.errors or facts.unsaved or facts.texts:
        lost = facts.errors.keys() | facts.unsaved | facts.texts.keys()
        cells = [cell for cell in cells if cell[:2] not in lost]
        cells += [
            Cell(row, column, error, error=error) for (row, column), error in facts.errors.items()
        ]
        cells += [
            Cell(row, column, "", formula_without_value=True) for row, column in facts.unsaved
        ]
        cells += [Cell(row, column, text) for (row, column), text in facts.texts.items()]
        cells.sort(key=_by_place)
    return cells


def _as_percent(cell: Cell) -> Cell:
    """The cell marked as a percentage, if it holds a number."""
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return cell._replace(percent=True) if is_number else cell


def _covered_places(
    name: str, merged: tuple[Range, ...], cells: list[Cell], limits: Limits
) -> set[tuple[int, int]]:
    """The places that merged ranges lie over, their first cells left out.

    Clipped to the used cells: merging A1:XFD1048576 is legal. Raises Refused (too_many_merges).
    """
    last_row = max((cell.row for cell in cells), default=0)
    last_column = max((cell.column for cell in cells), default=0)
    places: set[tuple[int, int]] = set()
    if len(merged) > limits.merged_ranges:
        raise refusal("too_many_merges", sheet=name)
    room = limits.merged_cells
    for top, left, bottom, right in merged:
        bottom, right = min(bottom, last_row), min(right, last_column)
        room -= max(bottom - top + 1, 0) * max(right - left + 1, 0)
        if room < 0:
            raise refusal("too_many_merges", sheet=name)
        places.update(
            (row, column)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        )
    return places
