"""The short form from which a plan's files are written: what `plan new` asks for."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from dscp_data.catalogue.reading import CatalogueError, key_faults

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Part = TypeVar("Part", bound="DataclassInstance")


@dataclass(frozen=True)
class PriorityForm:
    """`has_milestones`: it is followed by a plan of milestones, as a reform plan is."""

    title: str
    why: str = ""
    outcomes: tuple[str, ...] = ()
    has_milestones: bool = False


@dataclass(frozen=True)
class IndicatorForm:
    """One of the shipped plan (`like` has its id) or a new one, with a `name` and what it `counts`,
    out of what if it is a share. `priority` is the number of its priority, from 1. No `agencies`
    means all; `wanted` is the direction that is an improvement."""

    priority: int
    like: str = ""
    name: str = ""
    counts: str = ""
    out_of: str = ""
    wanted: str = "neutral"
    every: str = "month"
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanForm:
    """`area_code` is the area's nine-character ONS code. `year_starts_in` is a month: 1, 4, 7 or
    10. The year of `first_year` is the first that figures are kept for."""

    name: str
    short_name: str
    place: str
    area_code: str
    first_year: int
    agencies: tuple[str, ...]
    localities: tuple[str, ...]
    priorities: tuple[PriorityForm, ...]
    indicators: tuple[IndicatorForm, ...]
    year_starts_in: int = 4
    group: str = "Performance group"

    @property
    def plan_start(self) -> date:
        return date(self.first_year, self.year_starts_in, 1)


def read_form(path: Path) -> PlanForm:
    """The form in a TOML file. Raises CatalogueError with the first fault."""
    try:
        answers = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name} cannot be read: {error}") from error
    parts: dict[str, type[PriorityForm] | type[IndicatorForm]] = {
        "priorities": PriorityForm,
        "indicators": IndicatorForm,
    }
    for name, part in parts.items():
        lines = enumerate(answers.get(name, ()), start=1)
        answers[name] = tuple(
            filled_in(part, line, f"{path.name}, {name} {place}") for place, line in lines
        )
    return filled_in(PlanForm, answers, path.name)


def filled_in(part: type[Part], answers: Mapping[str, Any], where: str) -> Part:
    """A part of the form from a table of TOML. Raises CatalogueError."""
    known = [one.name for one in fields(part)]
    optional = [one.name for one in fields(part) if one.default is not MISSING]
    for message in key_faults([*optional, *answers], known):
        raise CatalogueError(f"{where}: {message}")
    return part(**{k: tuple(v) if isinstance(v, list) else v for k, v in answers.items()})


def slugs(names: Iterable[str]) -> dict[str, str]:
    """An id for each name, in letters that every address can have; numbered where two would be the
    same: “Llŷn” is "llyn"."""
    found: dict[str, str] = {}
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "place"
        number = 2
        while (unique := slug if number == 2 else f"{slug}-{number - 1}") in found.values():
            number += 1
        found[name] = unique
    return found
