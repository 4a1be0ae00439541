"""Reading the small reference files that make this partnership's comparison: checked on load.

These files are ours, so what is wrong with them is an exception and not a fault record.
"""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

PLAN = Path(__file__).resolve().parent.parent / "plan"


class ReferenceFileError(ValueError):
    """A reference file that cannot be used: names the file, the line and the nearest right word."""


def read_reference(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """(line number, row) of a reference file with exactly these columns, in any order."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        found = [heading.strip() for heading in reader.fieldnames or []]
        for column in found:
            if column not in columns:
                raise ReferenceFileError(f"{path.name}: {unknown('column', column, columns)}")
        missing = [column for column in columns if column not in found]
        if missing:
            raise ReferenceFileError(f"{path.name}: the column {missing[0]} is missing")
        reader.fieldnames = found
        rows: list[tuple[int, dict[str, str]]] = []
        for row in _records(reader, path.name):
            if None in row or None in row.values():
                where = f"{path.name}, line {reader.line_num}"
                raise ReferenceFileError(f"{where}: not the {len(found)} values of the headings")
            rows.append((reader.line_num, {name: text.strip() for name, text in row.items()}))
    if not rows:
        raise ReferenceFileError(f"{path.name}: no rows below the headings")
    return rows


def _records(reader: csv.DictReader[str], name: str) -> Iterator[dict[str, str]]:
    try:
        yield from reader
    except csv.Error as error:
        line = reader.line_num + 1  # the reader counts the rows it could read
        raise ReferenceFileError(f"{name}, line {line}: not a well-formed row ({error})") from None


def unknown(what: str, word: str, known: Iterable[str]) -> str:
    """ "unknown column 'vlaue', did you mean 'value'?" or the list when nothing is near."""
    choices = list(known)
    near = difflib.get_close_matches(word, choices, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(choices)}"
    return f"unknown {what} {word!r}, {hint}"
