"""The areas compared and their part (local, region, country, neighbour), as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dscp_data.catalogue import CatalogueError, nearest, plan_file
from dscp_data.catalogue.reading import read_rows
from dscp_data.comparators.model import AREA_TYPES

AREAS_FILE = "comparator_areas.csv"
COLUMNS = ("code", "old_code", "name", "role")


@dataclass(frozen=True)
class Area:
    """One area: its nine-character ONS code, DfE's three-figure code if it has one, its role."""

    code: str
    old_code: str
    name: str
    role: str

    @property
    def area_type(self) -> str:
        return AREA_TYPES[self.role]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Areas:
    """The areas compared, found by either code. Codes change when boundaries do; DfE's stay."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._areas = tuple(areas)
        self._by_code = {area.code: area for area in self._areas}
        self._by_code |= {area.old_code: area for area in self._areas if area.old_code}

    def __iter__(self) -> Iterator[Area]:
        return iter(self._areas)

    def __len__(self) -> int:
        return len(self._areas)

    def find(self, *codes: str) -> Area | None:
        """The first area that one of the codes names: E08000015, 344, or "DfE LA 344"."""
        for code in codes:
            bare = re.sub(r"^DfE LA ", "", code.strip())
            if area := self._by_code.get(bare):
                return area
        return None

    def of_role(self, role: str) -> tuple[Area, ...]:
        return tuple(area for area in self._areas if area.role == role)

    @property
    def own(self) -> Area:
        """The partnership's own area."""
        return self.of_role("self")[0]


def read_areas(path: Path | None = None) -> Areas:
    """The areas of a reference file (None: that of the plan), in its order. CatalogueError says
    what is wrong."""
    path = path or plan_file(AREAS_FILE)
    areas: list[Area] = []
    seen: dict[str, str] = {}
    for line, row in read_rows(path, COLUMNS):
        where = f"{path.name}, line {line}"
        if row["role"] not in AREA_TYPES:
            raise CatalogueError(
                f"{where}: role {row['role']!r} is not known; {nearest(row['role'], AREA_TYPES)}"
            )
        if not row["code"] or not row["name"]:
            raise CatalogueError(f"{where}: an area needs a code and a name")
        for code in filter(None, (row["code"], row["old_code"])):
            if code in seen:
                raise CatalogueError(f"{where}: {code} is already {seen[code]}")
            seen[code] = row["name"]
        areas.append(Area(**row))
    own = [area.name for area in areas if area.role == "self"]
    if len(own) != 1:
        raise CatalogueError(f"{path.name}: one area has the role self, found {own or 'none'}")
    return Areas(areas)
