"""Writes the files of a plan from the short form. What the form does not ask for is left at a
sensible start, to be changed in the files."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dscp_data.catalogue.entries import (
    Agency,
    GoldenThread,
    Indicator,
    Locality,
    Outcome,
    Pair,
    Priority,
    SourceStart,
    Survey,
)
from dscp_data.catalogue.plan_folder import PLAN
from dscp_data.catalogue.plan_form import IndicatorForm, PlanForm, slugs
from dscp_data.catalogue.reading import CatalogueError, nearest
from dscp_data.catalogue.reference_entries import (
    AmbiguousName,
    EvidenceType,
    OtherPlace,
    ReformTerm,
    Source,
)
from dscp_data.catalogue.references import EVERY_AGENCY, LONGEST_SHORT_NAME
from dscp_data.model.periods import add_months

WORDS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")
YEARS = 3
SOURCE = "plan"
Row = dict[str, str]


def write_plan(form: PlanForm, folder: Path) -> list[Path]:
    """Write the files of a plan into a folder that is new or empty. Raises CatalogueError."""
    if folder.exists() and any(folder.iterdir()):
        raise CatalogueError(f"{folder} is not empty. Choose a new folder.")
    files = plan_rows(form)
    settings = partnership_settings(form)
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / "partnership.toml"]
    written[0].write_text(settings, encoding="utf-8")
    for name, (columns, rows) in files.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        written.append(folder / name)
    return written


def plan_rows(form: PlanForm) -> dict[str, tuple[list[str], list[Row]]]:
    """The columns and the rows of each file."""
    agencies = slugs(form.agencies)
    ids = [str(number) for number in range(1, len(form.priorities) + 1)]
    indicators = indicator_rows(form, agencies)
    entries: dict[str, tuple[type[Any], list[Row]]] = {
        "agencies.csv": (
            Agency,
            [{"id": id, "name": name, "short_name": name} for name, id in agencies.items()],
        ),
        "localities.csv": (Locality, locality_rows(form)),
        "priorities.csv": (Priority, priority_rows(form)),
        "outcomes.csv": (Outcome, outcome_rows(form)),
        "indicators.csv": (Indicator, indicators),
        "sources.csv": (Source, [{"id": SOURCE, "means": f"Written in the plan of {form.name}"}]),
        "golden_threads.csv": (GoldenThread, shipped_rows("golden_threads.csv")),
        "evidence_types.csv": (
            EvidenceType,
            [
                {"id": row["id"], "name": row["name"].split(" (")[0], "priorities": " ".join(ids)}
                for row in shipped_rows("evidence_types.csv")
            ],
        ),
        "reform.csv": (ReformTerm, shipped_rows("reform.csv")),
        "ambiguous_names.csv": (AmbiguousName, []),
        "other_places.csv": (OtherPlace, []),
        "reconciliation.csv": (Pair, []),
        "surveys.csv": (Survey, []),
        "source_starts.csv": (SourceStart, []),
    }
    files = {name: (columns_of(entry), rows) for name, (entry, rows) in entries.items()}
    return files | comparator_files(form, {row["id"] for row in indicators})


def partnership_settings(form: PlanForm) -> str:
    end = add_months(form.plan_start, 12 * YEARS) - timedelta(days=1)
    unknown = "To be filled in by the partnership"
    settings: dict[str, Any] = {
        "name": form.name,
        "short_name": form.short_name,
        "plan_title": f"Plan {form.plan_start.year} to {end.year}",
        "vision": "",
        "values": [],
        "group": form.group,
        "group_role": "the partnership's performance-monitoring group",
        "place": form.place,
        "plan_start": form.plan_start,
        "plan_end": end,
        "year_starts_in": form.year_starts_in,
        "first_council_year": form.first_year,
        "returns_every": "quarter",
        "due_days": 21,
        "profile": "nhs",
        "marking": "OFFICIAL-SENSITIVE",
        "handling": f"For named members of the {form.group}. Keep within the partnership and do "
        "not forward.",
        "wider_marking": "OFFICIAL",
        "wider_handling": "Protected figures, for wider sharing. Small numbers are hidden or "
        "rounded.",
        "controller": unknown,
        "data_protection_officer": unknown,
        "service_owner": unknown,
        "lawful_basis": "To be confirmed by the partnership",
    }
    return "".join(f"{name} = {toml_value(value)}\n" for name, value in settings.items())


def toml_value(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)  # TOML writes texts, numbers and lists so too


def locality_rows(form: PlanForm) -> list[Row]:
    """The localities, and the three that every plan needs: all, outside, and not known."""
    others = {
        f"All of {form.place}": ("whole", "All localities; Whole area; Area wide"),
        f"Outside {form.place}": ("outside", "Out of area; Other local authority"),
        "Not known": ("unknown", "Unknown; Not recorded; N/K"),
    }
    rows = [
        {"id": id, "name": name, "kind": "district", "valid_from": "1974-04-01"}
        for name, id in slugs([*form.localities, *others]).items()
    ]
    for row in rows:
        if row["name"] in others:
            row["kind"], row["also_written"] = others[row["name"]]
    return rows


def priority_rows(form: PlanForm) -> list[Row]:
    if len(form.priorities) > len(WORDS):
        raise CatalogueError(f"A plan has at most {len(WORDS)} priorities.")
    return [
        {
            "id": str(number),
            "word": word,
            "title": one.title,
            "short_title": one.title,
            "why": one.why or one.title,
            "source": SOURCE,
        }
        for number, (word, one) in enumerate(zip(WORDS, form.priorities, strict=False), start=1)
    ]


def outcome_rows(form: PlanForm) -> list[Row]:
    return [
        {"id": f"{number}.{place}", "priority": str(number), "wording": text, "source": SOURCE}
        for number, priority in enumerate(form.priorities, start=1)
        for place, text in enumerate(priority.outcomes, start=1)
    ]


def indicator_rows(form: PlanForm, agencies: Mapping[str, str]) -> list[Row]:
    """The form's indicators, and those of milestones where a priority has a plan of them."""
    shipped = {row["id"]: row for row in shipped_rows("indicators.csv")}
    rows = [
        indicator_row(one, f"N{number:02}", shipped, agencies)
        for number, one in enumerate(form.indicators, start=1)
    ]
    for number, priority in enumerate(form.priorities, start=1):
        if priority.has_milestones:
            everybody = IndicatorForm(priority=number)
            rows += [
                shipped_indicator(row, everybody, agencies)
                for row in shipped.values()
                if row["worked_out_from"] == "actions"
            ]
    outcomes = {row["priority"]: row["id"] for row in reversed(outcome_rows(form))}
    return [row | {"outcomes": outcomes.get(row["priorities"], "")} for row in rows]


def indicator_row(
    one: IndicatorForm, id: str, shipped: Mapping[str, Row], agencies: Mapping[str, str]
) -> Row:
    if not one.like:
        return new_indicator(one, id, agencies)
    if one.like not in shipped:
        raise CatalogueError(f"indicator {one.like!r} is not known; {nearest(one.like, shipped)}")
    return shipped_indicator(shipped[one.like], one, agencies)


def shipped_indicator(row: Row, one: IndicatorForm, agencies: Mapping[str, str]) -> Row:
    return row | {
        "plan_wording": row["name"],
        "priorities": str(one.priority),
        "agencies": owing(one, agencies),
        "golden_threads": "",
    }


def new_indicator(one: IndicatorForm, id: str, agencies: Mapping[str, str]) -> Row:
    return {
        "id": id,
        "name": one.name,
        "short_name": one.name[:LONGEST_SHORT_NAME].strip(),
        "plan_wording": one.name,
        "priorities": str(one.priority),
        "polarity": one.wanted,
        "kind": "proportion" if one.out_of else "count",
        "numerator": one.counts or one.name,
        "denominator": one.out_of,
        "unit": "%" if one.out_of else "",
        "aggregation": "pool" if one.out_of else "sum",
        "across_agencies": "sum",
        "frequency": one.every,
        "judged_by": one.every,
        "agencies": owing(one, agencies),
        "worked_out_from": "returns",
    }


def owing(one: IndicatorForm, agencies: Mapping[str, str]) -> str:
    """The ids of the agencies that owe an indicator. Raises CatalogueError for an unknown name."""
    for name in one.agencies:
        if name not in agencies:
            raise CatalogueError(f"agency {name!r} is not known; {nearest(name, agencies)}")
    return " ".join(agencies[name] for name in one.agencies) or EVERY_AGENCY


def comparator_files(
    form: PlanForm, indicators: Iterable[str]
) -> dict[str, tuple[list[str], list[Row]]]:
    """The areas to compare with, its own and the country, and the published measures of the
    indicators that the plan has."""
    areas = [
        {"code": form.area_code, "name": form.place, "role": "self"},
        *(row for row in shipped_rows("comparator_areas.csv") if row["role"] == "country"),
    ]
    known = {*indicators, "none"}
    measures = [
        row
        for row in shipped_rows("published_measures.csv")
        if (row["context_for"] or row["indicator"]) in known
    ]
    return {
        "comparator_areas.csv": (shipped_columns("comparator_areas.csv"), areas),
        "published_measures.csv": (shipped_columns("published_measures.csv"), measures),
    }


def columns_of(entry: type[Any]) -> list[str]:
    return [one.name for one in fields(entry)]


def shipped_columns(name: str) -> list[str]:
    with (PLAN / name).open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def shipped_rows(name: str) -> list[Row]:
    with (PLAN / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
