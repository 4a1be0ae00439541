"""Reads the bytes of a file into a Workbook, or refuses it. Every upload goes through here."""

import datetime as dt
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np

from dscp_data.intake.cells.grid import Content, Grid
from dscp_data.intake.cells.workbook import Cell, Range, Sheet, Workbook
from dscp_data.intake.files.csv_text import read_csv
from dscp_data.intake.files.gc_pause import gc_paused
from dscp_data.intake.files.ooxml_sheet import SheetFacts
from dscp_data.intake.files.preflight import Limits, SafePackage, preflight
from dscp_data.intake.files.refusals import refusal
from dscp_data.intake.files.worker_process import scratch_file

_CHILD = Path(__file__).with_name("parser_process.py")
_OUTPUT_LIMIT = 200 * 1024 * 1024
_DECODERS: dict[str, Any] = {
    "d": dt.date.fromisoformat,
    "t": dt.datetime.fromisoformat,
    "h": dt.time.fromisoformat,
    "s": lambda parts: dt.timedelta(*parts),
}


def read_workbook(data: bytes, name: str, limits: Limits | None = None) -> Workbook:
    """The sheets and cells of a file, whatever the file is.

    ``name`` is the file's own name: its extension says how to read it, and messages use it.
    Raises Refused, with a sentence for the sender; anything else raised is a fault of ours.
    """
    limits = limits or Limits()
    with gc_paused():
        checked = preflight(data, name, limits)
        if checked.kind == "csv":
            workbook = read_csv(data, name, limits)
        else:
            if len({sheet.casefold() for sheet, _ in checked.facts}) < len(checked.facts):
                # Excel allows none of a name: nobody could tell whose cell A1 is.
                raise refusal("damaged", name=name)
            workbook = _workbook(_values(checked.package, limits), checked, limits)
    if not any(len(sheet.grid) or sheet.covered for sheet in workbook.sheets):
        raise refusal("no_cells", name=name)
    _check_size(workbook, name, limits)
    return workbook


def _check_size(workbook: Workbook, name: str, limits: Limits) -> None:
    """Refuse what would take too long to understand. Raises Refused: too_many_cells,
    too_many_texts, long_text."""
    cells, texts = 0, set[str]()
    for sheet in workbook.sheets:
        cells += len(sheet.grid)
        if cells > limits.cells:
            raise refusal("too_many_cells", sheet=sheet.name, limit=f"{limits.cells:,}")
        texts.update(one.value for one in sheet.grid.distinct if isinstance(one.value, str))
        if len(texts) > limits.texts:
            raise refusal("too_many_texts", name=name, limit=f"{limits.texts:,}")
        if any(_is_longer(content.value, limits.text) for content in sheet.grid.distinct):
            cell = next(cell for cell in sheet.grid if _is_longer(cell.value, limits.text))
            raise refusal(
                "long_text",
                sheet=sheet.name,
                address=cell.address,
                length=f"{len(str(cell.value)):,}",
                limit=f"{limits.text:,}",
            )


def _is_longer(value: object, length: int) -> bool:
    return isinstance(value, str) and len(value) > length


def _values(package: bytes, limits: Limits) -> list[list[Any]]:
    """What the child process read. Raises Refused (unreadable) however it ended badly.

    A fresh interpreter and no fork: the server has threads. Files without a name and no pipes:
    nothing blocks, and an answer that is too long is not taken into memory.
    """
    command = [sys.executable, "-I", str(_CHILD), str(limits.memory), str(limits.seconds)]
    with scratch_file() as source, scratch_file() as taken:
        source.write(package)
        source.seek(0)
        child = subprocess.Popen(
            command, stdin=source, stdout=taken, stderr=subprocess.DEVNULL, close_fds=True
        )
        # Waiting with a time limit asks every 50 ms whether the child has ended; this hears it.
        clock = threading.Timer(limits.seconds, child.kill)
        clock.start()
        try:
            code = child.wait()
        finally:
            clock.cancel()
            child.kill()
            child.wait()
        if code != 0 or taken.seek(0, os.SEEK_END) > _OUTPUT_LIMIT:
            raise refusal("unreadable")
        taken.seek(0)
        try:
            return _answer(taken.read())
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            raise refusal("unreadable") from error


def _answer(content: bytes) -> list[list[Any]]:
    """The sheets that the child wrote, each as name, kind, visibility, merged ranges and grid.

    Raises ValueError where it contradicts itself: what parsed a hostile file is not believed.
    """
    head, _, rest = content.partition(b"\n")
    places = np.frombuffer(rest, np.int32)
    answer = []
    for *about, rows, columns, values in json.loads(head, object_hook=_decoded):
        here, places = np.split(places, [rows * (1 + columns)])
        numbers, codes = here[:rows], here[rows:].reshape(rows, columns)
        if codes.size and not 0 <= codes.min() <= codes.max() < len(values):
            raise ValueError("a value that is not there")
        if np.any(np.diff(numbers, prepend=0) < 1):
            raise ValueError("rows that do not follow each other")
        contents = [Content(value) for value in values]
        answer.append([*about, Grid(numbers, codes, contents)])
    return answer


def _decoded(pair: dict[str, Any]) -> Any:
    ((kind, value),) = pair.items()
    return _DECODERS[kind](value)


def _workbook(answer: list[list[Any]], checked: SafePackage, limits: Limits) -> Workbook:
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
        checked.texts,
    )


def _sheet(read: list[Any], facts: SheetFacts, limits: Limits) -> Sheet:
    name, _, visibility, merged, grid = read
    if len(grid.rows) > limits.rows_with_headings:
        raise refusal("too_many_rows", sheet=name, limit=f"{limits.rows:,}")
    grid = _with_facts(grid, facts)
    if (facts.has_content and not len(grid)) or _has_unseen(grid, facts):
        raise refusal("unreadable")
    ranges = tuple(facts.merged or (tuple(bounds) for bounds in merged))
    under = _covered_places(name, ranges, grid, limits)
    covered = tuple(cell for cell in grid if cell[:2] in under) if under else ()
    return Sheet(
        name=name,
        visible=visibility == "Visible",
        grid=Grid.of(cell for cell in grid if cell[:2] not in under) if covered else grid,
        merged=ranges,
        hidden_rows=frozenset(facts.hidden_rows),
        hidden_columns=frozenset(facts.hidden_columns),
        covered=covered,
        looks=facts.looks,
    )


def _has_unseen(grid: Grid, facts: SheetFacts) -> bool:
    """Whether there are cells that the scan did not see: nobody would know of their errors."""
    if facts.filled is None or len(grid) <= facts.filled:
        return False
    return sum(str(cell.value).strip() != "" for cell in grid) > facts.filled


def _with_facts(grid: Grid, facts: SheetFacts) -> Grid:
    """The cells with what the reader lost: percent formats, errors, results never saved."""
    if facts.percent:
        grid = grid.as_percentages(facts.percent)
    if not (facts.errors or facts.unsaved or facts.texts):
        return grid
    lost = [Cell(*place, error, error=error) for place, error in facts.errors.items()]
    lost += [Cell(*place, "", formula_without_value=True) for place in facts.unsaved]
    lost += [Cell(*place, text) for place, text in facts.texts.items()]
    return Grid.of([*grid, *lost])


def _covered_places(
    name: str, merged: tuple[Range, ...], grid: Grid, limits: Limits
) -> set[tuple[int, int]]:
    """The places that merged ranges lie over, their first cells left out.

    Clipped to the used cells: merging A1:XFD1048576 is legal. Raises Refused (too_many_merges).
    """
    places: set[tuple[int, int]] = set()
    if len(merged) > limits.merged_ranges:
        raise refusal("too_many_merges", sheet=name)
    room = limits.merged_cells
    for top, left, bottom, right in merged:
        bottom, right = min(bottom, grid.max_row), min(right, grid.max_column)
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
