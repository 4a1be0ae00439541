"""Which column of which published file serves which indicator, as data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from dscp_data.catalogue import CatalogueError, nearest, plan_file
from dscp_data.catalogue.reading import read_rows
from dscp_data.comparators.periods import PERIOD_FORMATS

MEASURES_FILE = "published_measures.csv"

# Where a row says which area it is about: DfE's geographic columns, one column with the
# code, or nowhere (the file is about one area, named in the measure's column `area`).
AREA_COLUMNS = {
    "explore": (
        "geographic_level",
        "country_code",
        "region_code",
        "old_la_code",
        "new_la_code",
    ),
    "tidy": ("area_code",),
    "single": (),
}
COLUMNS = (
    "layout",
    "headings",
    "where",
    "indicator",
    "context_for",
    "measure",
    "numerator",
    "denominator",
    "value",
    "mark",
    "unit",
    "period",
    "time_identifier",
    "area",
    "source",
    "publication",
    "published_on",
    "caveat",
)


@dataclass(frozen=True)
class Measure:
    """One measure of one shape of file.

    `value`, `numerator`, `denominator` and `mark` are headings, empty where there is no such
    column. `context_for` in the file is empty for a measure that is an indicator of the plan,
    the indicator it is shown beside, or "none" for context of no one indicator.
    """

    layout: str
    headings: tuple[str, ...]
    where: tuple[tuple[str, str], ...]
    indicator: str
    context_for: str
    measure: str
    numerator: str
    denominator: str
    value: str
    mark: str
    unit: str
    period: str
    time_identifier: str
    area: str
    source: str
    publication: str
    published_on: dt.date | None
    caveat: str
    is_context: bool

    @property
    def shape(self) -> tuple[str, ...]:
        """Headings that tell this kind of file from others."""
        return (
            *self.headings,
            *AREA_COLUMNS[self.layout],
            *PERIOD_FORMATS[self.period].columns,
            *(column for column, _ in self.where),
        )

    @property
    def figures(self) -> tuple[str, ...]:
        """Headings of the columns that hold its figures."""
        return tuple(filter(None, (self.value, self.numerator, self.denominator, self.mark)))

    @property
    def where_words(self) -> str:
        return " and ".join(f"{column} = {value}" for column, value in self.where)


def read_measures(path: Path | None = None) -> tuple[Measure, ...]:
    """The measures of a reference file (None: that of the plan), in its order. CatalogueError says
    what is wrong."""
    path = path or plan_file(MEASURES_FILE)
    return tuple(
        _measure(row, f"{path.name}, line {line}") for line, row in read_rows(path, COLUMNS)
    )


def _measure(row: dict[str, str], at: str) -> Measure:
    if row["layout"] not in AREA_COLUMNS:
        raise CatalogueError(
            f"{at}: layout {row['layout']!r} is not known; {nearest(row['layout'], AREA_COLUMNS)}"
        )
    if row["period"] not in PERIOD_FORMATS:
        raise CatalogueError(
            f"{at}: period {row['period']!r} is not known; {nearest(row['period'], PERIOD_FORMATS)}"
        )
    for column in ("headings", "indicator", "measure", "value", "unit", "source", "publication"):
        if not row[column]:
            raise CatalogueError(f"{at}: {column} is empty")
    if (row["layout"] == "single") != bool(row["area"]):
        raise CatalogueError(f"{at}: area is given for the layout single, and only for it")
    context = row["context_for"]
    return Measure(
        **{
            **{name: row[name] for name in COLUMNS},
            "headings": _split(row["headings"]),
            "where": tuple(_condition(part, at) for part in _split(row["where"])),
            "published_on": _date(row["published_on"], at),
            "context_for": "" if context == "none" else context,
            "is_context": bool(context),
        }  # type: ignore[arg-type]
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _condition(text: str, at: str) -> tuple[str, str]:
    column, equals, value = text.partition("=")
    if not equals or not column.strip():
        raise CatalogueError(f"{at}: the condition {text!r} is not column=value")
    return column.strip(), value.strip()


def _date(text: str, at: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise CatalogueError(f"{at}: {text!r} is not a date like 2025-10-30") from None
