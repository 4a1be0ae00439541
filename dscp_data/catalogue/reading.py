"""Reads the files in `plan/`; an unknown or missing name is an error that names the nearest one."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from operator import attrgetter
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

Entry = TypeVar("Entry")


class CatalogueError(ValueError):
    """A file of the catalogue that cannot be used; the message says where and what to write."""


def read_entries(path: Path, entry: type[Entry]) -> tuple[Entry, ...]:
    """Read one CSV file into entries, in the file's order.

    The columns must be exactly the entry's fields. Ids in a cell are parted by spaces,
    names by semicolons. Raises CatalogueError.
    """
    readers = field_readers(entry)
    entries = tuple(
        read_entry(entry, readers, row, f"{path.name}, line {line}")
        for line, row in read_rows(path, list(readers))
    )
    if "id" in readers:
        check_distinct(map(attrgetter("id"), entries), path.name)
    return entries


def read_rows(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """(line number, row) of a CSV file with exactly these columns. Raises CatalogueError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            check_keys(reader.fieldnames or (), columns, path.name)
            rows = [(reader.line_num, row) for row in reader]
        except csv.Error as error:
            where = f"{path.name}, line {reader.line_num + 1}"
            raise CatalogueError(f"{where}: not a well-formed row ({error})") from error
    for line, row in rows:
        if None in row or None in row.values():
            where = f"{path.name}, line {line}"
            raise CatalogueError(f"{where}: not the {len(columns)} values of the headings")
    return [(line, {name: text.strip() for name, text in row.items()}) for line, row in rows]


def read_settings(path: Path, entry: type[Entry]) -> Entry:
    """Read one TOML file into one entry. Raises CatalogueError."""
    settings = tomllib.loads(path.read_text(encoding="utf-8"))
    check_keys(settings, field_readers(entry), path.name)
    for name, kind in get_type_hints(entry).items():
        check_setting(settings[name], kind, f"{path.name}, {name}")
    return entry(**{k: tuple(v) if isinstance(v, list) else v for k, v in settings.items()})


def check_setting(value: Any, kind: Any, where: str) -> None:
    """A choice is one of its options and a number is whole and not below 0."""
    if get_origin(kind) is Literal:
        try:
            one_of(str(value), get_args(kind))
        except ValueError as error:
            raise CatalogueError(f"{where}: {error}") from error
    if kind is int and (type(value) is not int or value < 0):
        raise CatalogueError(f"{where}: {value!r} is not a whole number of 0 or more")


def read_entry(
    entry: type[Entry],
    readers: Mapping[str, Callable[[str], Any]],
    row: Mapping[str, str],
    where: str,
) -> Entry:
    values = {}
    for name, read in readers.items():
        try:
            values[name] = read(row[name])
        except ValueError as error:
            raise CatalogueError(f"{where}, {name}: {error}") from error
    return entry(**values)


def field_readers(entry: type) -> dict[str, Callable[[str], Any]]:
    """For each field, the function that reads its text."""
    hints = get_type_hints(entry, include_extras=True)
    return {name: reader_for(kind) for name, kind in hints.items()}


def reader_for(kind: Any) -> Callable[[str], Any]:
    if get_origin(kind) is Literal:
        return lambda text: one_of(text, get_args(kind))
    if get_origin(kind) is Annotated:
        separator = kind.__metadata__[0]
        return lambda text: parted(text, separator)
    if get_origin(kind) is tuple:
        return lambda text: parted(text, None)
    if get_origin(kind) is UnionType:
        return lambda text: date.fromisoformat(text) if text else None
    plain: dict[Any, Callable[[str], Any]] = {str: str, date: date.fromisoformat, int: int}
    return plain[kind]


def parted(text: str, separator: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())


def one_of(text: str, allowed: Iterable[str]) -> str:
    """`text` where it is allowed. Raises ValueError naming the nearest that is."""
    options = list(allowed)
    if text in options:
        return text
    raise ValueError(f"{text!r} is not known; {nearest(text, options)}")


def nearest(text: str, options: Iterable[str]) -> str:
    """A phrase that names the option nearest to `text`, or all of them where none is near."""
    known = list(options)
    found = get_close_matches(text, known, n=1, cutoff=0.6)
    return f"did you mean {found[0]!r}?" if found else f"it may be {', '.join(sorted(known))}"


def check_keys(found: Iterable[str], expected: Iterable[str], where: str) -> None:
    expected, found = list(expected), list(found)
    missing = [key for key in expected if key not in found]
    for key in found:
        if key not in expected:
            raise CatalogueError(
                f"{where}: {key!r} is not known; {nearest(key, missing or expected)}"
            )
    if missing:
        raise CatalogueError(f"{where}: {missing[0]!r} is missing")


def check_distinct(ids: Iterable[str], where: str) -> None:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            raise CatalogueError(f"{where}: {id!r} stands twice")
        seen.add(id)
