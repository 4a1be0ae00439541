"""The catalogue as one value, with its look-ups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

from dscp_data.catalogue.entries import (
    Agency,
    GoldenThread,
    Indicator,
    Locality,
    Outcome,
    Pair,
    Partnership,
    Priority,
    SourceStart,
    Survey,
)
from dscp_data.catalogue.plan_folder import plan_file, plan_folder
from dscp_data.catalogue.reading import (
    CatalogueError,
    PlanFault,
    one_of,
    parse_entries,
    parse_settings,
)
from dscp_data.catalogue.reference_entries import (
    AmbiguousName,
    EvidenceType,
    FalseAlarm,
    GlossaryTerm,
    GuidanceChange,
    Method,
    OtherPlace,
    Profile,
    Purpose,
    ReformTerm,
    RetentionRule,
    Source,
)
from dscp_data.catalogue.references import EVERY_AGENCY, PlanLines, reference_faults
from dscp_data.model.periods import set_year_start


class HasId(Protocol):
    @property
    def id(self) -> str: ...


Entry = TypeVar("Entry", bound=HasId)


@dataclass(frozen=True)
class Catalogue:
    """The plan. Those that are `unlisted` are found by id only (see `unlisted`)."""

    partnership: Partnership
    priorities: tuple[Priority, ...]
    outcomes: tuple[Outcome, ...]
    indicators: tuple[Indicator, ...]
    golden_threads: tuple[GoldenThread, ...]
    agencies: tuple[Agency, ...]
    localities: tuple[Locality, ...]
    pairs: tuple[Pair, ...]
    surveys: tuple[Survey, ...]
    source_starts: tuple[SourceStart, ...]
    reform: tuple[ReformTerm, ...]
    guidance_changes: tuple[GuidanceChange, ...]
    evidence_types: tuple[EvidenceType, ...]
    ambiguous_names: tuple[AmbiguousName, ...]
    other_places: tuple[OtherPlace, ...]
    sources: tuple[Source, ...]
    glossary: tuple[GlossaryTerm, ...]
    methods: tuple[Method, ...]
    false_alarms: tuple[FalseAlarm, ...]
    profiles: tuple[Profile, ...]
    retention: tuple[RetentionRule, ...]
    purposes: tuple[Purpose, ...]
    unlisted_agencies: tuple[Agency, ...] = ()
    unlisted_localities: tuple[Locality, ...] = ()
    unlisted_indicators: tuple[Indicator, ...] = ()

    def indicator(self, id: str) -> Indicator:
        return by_id(self._indicators, id, "indicator")

    def agency(self, id: str) -> Agency:
        return by_id(self._agencies, id, "agency")

    def locality(self, id: str) -> Locality:
        return by_id(self._localities, id, "locality")

    @cached_property
    def agency_names(self) -> dict[str, str]:
        """The short name of every agency that figures can be of, by id."""
        return {one.id: one.short_name for one in (*self.agencies, *self.unlisted_agencies)}

    @cached_property
    def locality_names(self) -> dict[str, str]:
        """The name of every locality that figures can be of, by id, in the plan's order."""
        return {one.id: one.name for one in (*self.localities, *self.unlisted_localities)}

    def priority(self, id: str) -> Priority:
        return by_id(index(self.priorities), id, "priority")

    def outcomes_of(self, priority: str) -> tuple[Outcome, ...]:
        return tuple(o for o in self.outcomes if o.priority == priority)

    def indicators_of(self, priority: str) -> tuple[Indicator, ...]:
        return tuple(i for i in self.indicators if priority in i.priorities)

    def indicators_on(self, thread: str) -> tuple[Indicator, ...]:
        return tuple(i for i in self.indicators if thread in i.golden_threads)

    def survey(self, indicator: str) -> Survey | None:
        """Why an indicator's periods may ask the same people; None where they do not."""
        return next((one for one in self.surveys if one.indicator == indicator), None)

    def source_start(self, indicator: str, agency: str) -> SourceStart | None:
        """When an agency's records for an indicator start; None where the plan does not say."""
        pair = (indicator, agency)
        return next(
            (one for one in self.source_starts if (one.indicator, one.agency) == pair), None
        )

    def pair(self, id: str) -> Pair:
        return by_id(index(self.pairs), id, "pair")

    def pairs_of(self, indicator: str) -> tuple[Pair, ...]:
        return tuple(p for p in self.pairs if indicator in (id for id, _ in p.ends))

    def pairs_on(self, thread: str) -> tuple[Pair, ...]:
        return tuple(p for p in self.pairs if thread in p.golden_threads)

    def indicators_owed_by(self, agency: str) -> tuple[Indicator, ...]:
        return tuple(i for i in self.indicators if agency in i.agencies)

    def localities_on(self, day: date) -> tuple[Locality, ...]:
        """The localities in use on that day."""
        return tuple(
            place
            for place in self.localities
            if place.valid_from <= day and (place.valid_to is None or day <= place.valid_to)
        )

    def reform_terms(self, kind: str) -> tuple[ReformTerm, ...]:
        return tuple(term for term in self.reform if term.kind == kind)

    def profile(self, id: str) -> Profile:
        return by_id(index(self.profiles), id, "profile")

    def source(self, id: str) -> Source:
        return by_id(index(self.sources), id, "source")

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return index((*self.indicators, *self.unlisted_indicators))

    @cached_property
    def _agencies(self) -> dict[str, Agency]:
        return index((*self.agencies, *self.unlisted_agencies))

    @cached_property
    def _localities(self) -> dict[str, Locality]:
        return index((*self.localities, *self.unlisted_localities))


def index(entries: Iterable[Entry]) -> dict[str, Entry]:
    return {entry.id: entry for entry in entries}


def by_id(entries: dict[str, Entry], id: str, kind: str) -> Entry:
    """The entry with that id. Raises CatalogueError naming the nearest there is."""
    try:
        return entries[one_of(id, entries)]
    except ValueError as error:
        raise CatalogueError(f"{kind} {error}") from error


def catalogue() -> Catalogue:
    """The plan of this process (see `plan_folder`), read once. Raises CatalogueError."""
    plan = read_once(plan_folder())
    set_year_start(plan.partnership.year_starts_in)
    return plan


@cache
def read_once(folder: Path) -> Catalogue:
    return read_catalogue(folder)


def read_catalogue(folder: Path) -> Catalogue:
    """Read and check a folder of plan files. Raises CatalogueError with the first fault."""
    plan, faults = check_catalogue(folder)
    if plan is None or faults:
        raise CatalogueError(str(faults[0]))
    return plan


def check_catalogue(folder: Path) -> tuple[Catalogue | None, list[PlanFault]]:
    """The plan in a folder, as far as it can be read, and every fault in its files."""
    partnership, faults = parse_settings(plan_file("partnership.toml", folder), Partnership)
    parsed = {
        file: parse_entries(plan_file(file, folder), entry) for file, _, entry in files_of_plan()
    }
    faults += [fault for one in parsed.values() for fault in one.faults]
    if partnership is None:
        return None, faults
    entries = {name: parsed[file].entries for file, name, _ in files_of_plan()}
    agencies = parsed["agencies.csv"].ids or ()
    entries["indicators"] = tuple(with_every_agency(i, agencies) for i in entries["indicators"])
    plan = Catalogue(partnership=partnership, **entries)
    lines = PlanLines(
        {file: one.lines for file, one in parsed.items()},
        {file: one.ids for file, one in parsed.items()},
    )
    return plan, [*faults, *reference_faults(plan, lines)]


def files_of_plan() -> tuple[tuple[str, str, type[Any]], ...]:
    """The file of each part of the plan, the part's name in Catalogue, and its entries."""
    return (
        ("agencies.csv", "agencies", Agency),
        ("indicators.csv", "indicators", Indicator),
        ("priorities.csv", "priorities", Priority),
        ("outcomes.csv", "outcomes", Outcome),
        ("golden_threads.csv", "golden_threads", GoldenThread),
        ("localities.csv", "localities", Locality),
        ("reconciliation.csv", "pairs", Pair),
        ("surveys.csv", "surveys", Survey),
        ("source_starts.csv", "source_starts", SourceStart),
        ("reform.csv", "reform", ReformTerm),
        ("guidance_changes.csv", "guidance_changes", GuidanceChange),
        ("evidence_types.csv", "evidence_types", EvidenceType),
        ("ambiguous_names.csv", "ambiguous_names", AmbiguousName),
        ("other_places.csv", "other_places", OtherPlace),
        ("sources.csv", "sources", Source),
        ("glossary.csv", "glossary", GlossaryTerm),
        ("methods.csv", "methods", Method),
        ("false_alarms.csv", "false_alarms", FalseAlarm),
        ("profiles.csv", "profiles", Profile),
        ("retention.csv", "retention", RetentionRule),
        ("purposes.csv", "purposes", Purpose),
    )


def with_every_agency(indicator: Indicator, agencies: Iterable[str]) -> Indicator:
    if indicator.agencies != (EVERY_AGENCY,):
        return indicator
    return replace(indicator, agencies=tuple(agencies))
