"""DfE's statistical neighbours, from the wide file: SN_1 … SN_10 and how close each is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dscp_data.comparators.areas import Areas
from dscp_data.comparators.rules import fault
from dscp_data.comparators.table import PublishedRow, PublishedTable, read_table
from dscp_data.model.faults import Fault

_HEADINGS = ("old_la_code", "la_name", "SN_1")
_NEIGHBOUR = re.compile(r"SN_?(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Neighbour:
    """One statistical neighbour: DfE's three-figure code, name, rank from 1, "Very close" …"""

    old_code: str
    name: str
    rank: int
    closeness: str


def is_neighbour_table(table: PublishedTable) -> bool:
    return table.has(*_HEADINGS)


def read_neighbours(
    source: Path | str | bytes, name: str, old_code: str
) -> tuple[list[Neighbour], list[Fault]]:
    """The neighbours of the authority with this three-figure DfE code, nearest first."""
    table = read_table(source, name)
    if isinstance(table, Fault):
        return [], [table]
    if not is_neighbour_table(table):
        found = ", ".join(table.headings[:8])
        looked = ", ".join(_HEADINGS)
        return [], [fault("unrecognised", name, found=found, looked=looked)]
    return find_neighbours(table, old_code)


def find_neighbours(table: PublishedTable, old_code: str) -> tuple[list[Neighbour], list[Fault]]:
    """As `read_neighbours`, from a table already read."""
    names = {table.text(row, "old_la_code"): table.text(row, "la_name") for row in table.rows}
    own = next((row for row in table.rows if table.text(row, "old_la_code") == old_code), None)
    if own is None:
        return [], [fault("neighbour-area", table.file, area=old_code or "(no DfE code)")]
    found: list[Neighbour] = []
    faults: list[Fault] = []
    for heading in table.headings:
        if (match := _NEIGHBOUR.fullmatch(heading)) is None:
            continue
        code = table.text(own, heading)
        if not code:
            continue
        if code == old_code or code not in names or code in {n.old_code for n in found}:
            faults.append(_not_another(table, own, heading, code))
            continue
        rank = int(match[1])
        found.append(Neighbour(code, names[code], rank, table.text(own, f"{heading}P")))
    return sorted(found, key=lambda neighbour: neighbour.rank), faults


def describe_neighbours(table: PublishedTable, areas: Areas) -> list[Fault]:
    """What the file says of our neighbours, and whether those compared here are the same."""
    own = areas.own
    found, faults = find_neighbours(table, own.old_code)
    if not found:
        return faults
    names = ", ".join(neighbour.name for neighbour in found)
    faults.append(fault("neighbours", table.file, area=own.name, names=names))
    compared = {area.old_code: area.name for area in areas.of_role("neighbour")}
    theirs = {neighbour.old_code: neighbour.name for neighbour in found}
    new = [f"{name} ({code})" for code, name in theirs.items() if code not in compared]
    missing = [f"{name} ({code})" for code, name in compared.items() if code not in theirs]
    parts = [
        f"new: {', '.join(new)}" if new else "",
        f"gone: {', '.join(missing)}" if missing else "",
    ]
    if difference := "; ".join(filter(None, parts)):
        faults.append(fault("neighbours-differ", table.file, area=own.name, difference=difference))
    return faults


def _not_another(table: PublishedTable, row: PublishedRow, heading: str, code: str) -> Fault:
    return fault(
        "neighbour-code", table.file, cell=table.cell(row, heading), column=heading, text=code
    )
