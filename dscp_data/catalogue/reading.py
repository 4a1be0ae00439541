"""Reads the files in `plan/`; an unknown or missing name is an error that names the nearest one."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args, get_origin, get_type_hints

from dscp_data.catalogue.plan_folder import OPTIONAL

Entry = TypeVar("Entry")


class CatalogueError(ValueError):
    """A file of the catalogue that cannot be used; the message says where and what to write."""


class NotARow(CatalogueError):
    """A file whose rows cannot be told apart or do not fit its headings."""

    def __init__(self, fault: PlanFault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True)
class PlanFault:
    """What is wrong in a file of the plan: on which line (None: nowhere in particular), in which
    entry and column, and what to write."""

    file: str
    line: int | None
    column: str
    message: str

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        return f"{', '.join(filter(None, (self.file, line, self.column)))}: {self.message}"


@dataclass(frozen=True)
class ParsedFile(Generic[Entry]):
    """The entries of the rows that could be read, the line of each, the ids of all rows (None
    where the rows could not be told apart), and the faults of the others."""

    entries: tuple[Entry, ...]
    lines: tuple[int, ...]
    ids: tuple[str, ...] | None
    faults: tuple[PlanFault, ...]


def read_entries(path: Path, entry: type[Entry]) -> tuple[Entry, ...]:
    """Read one CSV file into entries, in the file's order.

    The columns must be exactly the entry's fields. Ids in a cell are parted by spaces,
    names by semicolons. Raises CatalogueError.
    """
    parsed = parse_entries(path, entry)
    for fault in parsed.faults:
        raise CatalogueError(str(fault))
    return parsed.entries


def parse_entries(path: Path, entry: type[Entry]) -> ParsedFile[Entry]:
    """As `read_entries`, with every fault in place of an error."""
    readers = field_readers(entry)
    try:
        rows = read_rows(path, list(readers))
    except FileNotFoundError:
        if path.name in OPTIONAL:
            return ParsedFile((), (), (), ())
        return ParsedFile((), (), None, (PlanFault(path.name, None, "", "the file is missing"),))
    except NotARow as error:
        return ParsedFile((), (), None, (error.fault,))
    entries, lines, faults = [], [], []
    for line, row in rows:
        values, wrong = parse_row(readers, row, path.name, line)
        faults += wrong
        if not wrong:
            entries.append(entry(**values))
            lines.append(line)
    ids = tuple(row.get("id", "") for _, row in rows)
    if "id" in readers:
        faults += repeated_ids(path.name, rows)
    return ParsedFile(tuple(entries), tuple(lines), ids, tuple(faults))


def parse_row(
    readers: Mapping[str, Callable[[str], Any]], row: Mapping[str, str], file: str, line: int
) -> tuple[dict[str, Any], list[PlanFault]]:
    """The value of each column, and a fault for each that cannot be read."""
    values, faults = {}, []
    for name, read in readers.items():
        try:
            values[name] = read(row[name])
        except ValueError as error:
            faults.append(PlanFault(file, line, name, str(error)))
    return values, faults


def repeated_ids(file: str, rows: Iterable[tuple[int, Mapping[str, str]]]) -> list[PlanFault]:
    seen: set[str] = set()
    faults = []
    for line, row in rows:
        if row["id"] in seen:
            faults.append(PlanFault(file, line, "id", f"{row['id']!r} stands twice"))
        seen.add(row["id"])
    return faults


def read_rows(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """(line number, row) of a CSV file with exactly these columns. Raises NotARow."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            for message in key_faults(reader.fieldnames or (), columns):
                raise NotARow(PlanFault(path.name, 1, "", message))
            rows = [(reader.line_num, row) for row in reader]
        except csv.Error as error:
            message = f"not a well-formed row ({error})"
            raise NotARow(PlanFault(path.name, reader.line_num + 1, "", message)) from error
    for line, row in rows:
        if None in row or None in row.values():
            message = f"not the {len(columns)} values of the headings"
            raise NotARow(PlanFault(path.name, line, "", message))
    return [(line, {name: text.strip() for name, text in row.items()}) for line, row in rows]


def parse_settings(path: Path, entry: type[Entry]) -> tuple[Entry | None, list[PlanFault]]:
    """One TOML file as one entry, None where there are faults, and every fault."""
    try:
        text = path.read_text(encoding="utf-8")
        settings = tomllib.loads(text)
    except FileNotFoundError:
        return None, [PlanFault(path.name, None, "", "the file is missing")]
    except tomllib.TOMLDecodeError as error:
        return None, [PlanFault(path.name, None, "", f"it is not TOML: {error}")]
    faults = [
        PlanFault(path.name, None, "", message)
        for message in key_faults(settings, field_readers(entry))
    ]
    for name, kind in get_type_hints(entry).items():
        if name in settings and (message := setting_fault(settings[name], kind)):
            faults.append(PlanFault(path.name, line_of_key(text, name), name, message))
    if faults:
        return None, faults
    return entry(**{k: tuple(v) if isinstance(v, list) else v for k, v in settings.items()}), []


def line_of_key(text: str, key: str) -> int | None:
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if line.split("=")[0].strip() == key), None)


def setting_fault(value: Any, kind: Any) -> str:
    """What is wrong with a setting, or "": a choice is one of its options, a number is whole and
    not below 0, a day is a date and a text a text."""
    if get_origin(kind) is Literal:
        try:
            one_of(str(value), get_args(kind))
        except ValueError as error:
            return str(error)
    if kind is int and (type(value) is not int or value < 0):
        return f"{value!r} is not a whole number of 0 or more"
    if kind is date and type(value) is not date:
        return f"{value!r} is not a date: write it as 2025-04-01, without quotation marks"
    if kind is str and not isinstance(value, str):
        return f"{value!r} is not a text: write it in quotation marks"
    return ""


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


def key_faults(found: Iterable[str], expected: Iterable[str]) -> list[str]:
    """What is wrong with the headings of a file: keys that are not known, and then those missing
    that none of them can have been meant for."""
    expected, found = list(expected), list(found)
    missing = [key for key in expected if key not in found]
    unknown = [key for key in found if key not in expected]
    alike = [get_close_matches(key, missing, n=1, cutoff=0.6) for key in unknown]
    left = [key for key in missing if [key] not in alike]
    return [
        *(f"{key!r} is not known; {nearest(key, missing or expected)}" for key in unknown),
        *(f"{key!r} is missing" for key in left),
    ]
