"""The catalogue as one value, with its look-ups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from dscp_data.catalogue.entries import (
    Agency,
    AmbiguousName,
    EvidenceType,
    FalseAlarm,
    GlossaryTerm,
    GoldenThread,
    GuidanceChange,
    Indicator,
    Locality,
    Method,
    Outcome,
    Pair,
    Partnership,
    Priority,
    Profile,
    Purpose,
    ReformTerm,
    RetentionRule,
    Source,
    SourceStart,
    Survey,
)
from dscp_data.catalogue.reading import CatalogueError, one_of, read_entries, read_settings
from dscp_data.model.periods import MONTHS_IN

PLAN = Path(__file__).parents[1] / "plan"
LONGEST_SHORT_NAME = 38
EVERY_AGENCY = "all"


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


@cache
def catalogue() -> Catalogue:
    """The catalogue that the product ships, read once a process."""
    return read_catalogue(PLAN)


def read_catalogue(folder: Path) -> Catalogue:
    """Read and check a folder of plan files. Raises CatalogueError with the file and the place."""
    agencies = read_entries(folder / "agencies.csv", Agency)
    indicators = read_entries(folder / "indicators.csv", Indicator)
    read = Catalogue(
        partnership=read_settings(folder / "partnership.toml", Partnership),
        priorities=read_entries(folder / "priorities.csv", Priority),
        outcomes=read_entries(folder / "outcomes.csv", Outcome),
        indicators=tuple(with_every_agency(i, agencies) for i in indicators),
        golden_threads=read_entries(folder / "golden_threads.csv", GoldenThread),
        agencies=agencies,
        localities=read_entries(folder / "localities.csv", Locality),
        pairs=read_entries(folder / "reconciliation.csv", Pair),
        surveys=read_entries(folder / "surveys.csv", Survey),
        source_starts=read_entries(folder / "source_starts.csv", SourceStart),
        reform=read_entries(folder / "reform.csv", ReformTerm),
        guidance_changes=read_entries(folder / "guidance_changes.csv", GuidanceChange),
        evidence_types=read_entries(folder / "evidence_types.csv", EvidenceType),
        ambiguous_names=read_entries(folder / "ambiguous_names.csv", AmbiguousName),
        sources=read_entries(folder / "sources.csv", Source),
        glossary=read_entries(folder / "glossary.csv", GlossaryTerm),
        methods=read_entries(folder / "methods.csv", Method),
        false_alarms=read_entries(folder / "false_alarms.csv", FalseAlarm),
        profiles=read_entries(folder / "profiles.csv", Profile),
        retention=read_entries(folder / "retention.csv", RetentionRule),
        purposes=read_entries(folder / "purposes.csv", Purpose),
    )
    check_references(read)
    return read


def with_every_agency(indicator: Indicator, agencies: Iterable[Agency]) -> Indicator:
    if indicator.agencies != (EVERY_AGENCY,):
        return indicator
    return replace(indicator, agencies=tuple(agency.id for agency in agencies))


def check_references(read: Catalogue) -> None:
    """Every id that one file takes from another is there."""
    priorities, outcomes = index(read.priorities), index(read.outcomes)
    agencies, threads = index(read.agencies), index(read.golden_threads)
    places, sources = index(read.localities), index(read.sources)
    check_known([read.partnership.profile], index(read.profiles), "partnership.toml, profile")
    for indicator in read.indicators:
        where = f"indicators.csv, {indicator.id}"
        check_length(indicator.short_name, LONGEST_SHORT_NAME, f"{where}, short_name")
        check_known(indicator.priorities, priorities, f"{where}, priorities")
        check_known(indicator.outcomes, outcomes, f"{where}, outcomes")
        check_known(indicator.agencies, agencies, f"{where}, agencies")
        check_judging_period(indicator, f"{where}, judged_by")
        check_known(indicator.golden_threads, threads, f"{where}, golden_threads")
    for survey in read.surveys:
        check_known([survey.indicator], index(read.indicators), "surveys.csv, indicator")
    for line, start in enumerate(read.source_starts, start=2):
        where = f"source_starts.csv, line {line}"
        check_known([start.indicator], index(read.indicators), f"{where}, indicator")
        owing = read.indicator(start.indicator).agencies
        check_known([start.agency], owing, f"{where}, agency of {start.indicator}")
    for pair in read.pairs:
        check_pair(pair, read)
    for outcome in read.outcomes:
        check_known([outcome.priority], priorities, f"outcomes.csv, {outcome.id}, priority")
        check_known([outcome.source], sources, f"outcomes.csv, {outcome.id}, source")
    for priority in read.priorities:
        check_known([priority.source], sources, f"priorities.csv, {priority.id}, source")
    for evidence_type in read.evidence_types:
        where = f"evidence_types.csv, {evidence_type.id}, priorities"
        check_known(evidence_type.priorities, priorities, where)
    for name in read.ambiguous_names:
        known = agencies if name.kind == "agency" else places
        check_known(name.could_mean, known, f"ambiguous_names.csv, {name.word}, could_mean")


def check_judging_period(indicator: Indicator, where: str) -> None:
    """It is judged by a period that it can be shown by."""
    if MONTHS_IN[indicator.judged_by] < MONTHS_IN[indicator.frequency]:
        raise CatalogueError(f"{where}: it is returned by {indicator.frequency}")


def check_pair(pair: Pair, read: Catalogue) -> None:
    """Both ends are owed by their agency, hold the part that is counted, and add up."""
    where = f"reconciliation.csv, {pair.id}"
    check_known(pair.golden_threads, index(read.golden_threads), f"{where}, golden_threads")
    for id, agency in pair.ends:
        check_known([id], index(read.indicators), f"{where}, indicator")
        indicator = read.indicator(id)
        check_known([agency], indicator.agencies, f"{where}, agency of {id}")
        if pair.part == "denominator" and not indicator.has_denominator:
            raise CatalogueError(f"{where}, part: {id} has no denominator")
        if indicator.aggregation not in ("sum", "pool"):
            raise CatalogueError(f"{where}: {id} does not add up over periods")
    frequencies = {read.indicator(id).frequency for id, _ in pair.ends}
    if len(frequencies) > 1:
        raise CatalogueError(f"{where}: one end is returned by month and the other is not")


def check_length(text: str, longest: int, where: str) -> None:
    if not 0 < len(text) <= longest:
        raise CatalogueError(f"{where}: {text!r} is not 1 to {longest} characters long")


def check_known(ids: Iterable[str], known: Iterable[str], where: str) -> None:
    for id in ids:
        try:
            one_of(id, known)
        except ValueError as error:
            raise CatalogueError(f"{where}: {error}") from error
