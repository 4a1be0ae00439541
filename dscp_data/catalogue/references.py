"""Whether the files of the plan fit together: every id that one takes from another is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dscp_data.catalogue.entries import Indicator, Pair
from dscp_data.catalogue.reading import PlanFault, one_of
from dscp_data.model.periods import MONTHS_IN, YEAR_STARTS

if TYPE_CHECKING:
    from dscp_data.catalogue.catalogue import Catalogue

LONGEST_SHORT_NAME = 38
MOST_PRIORITIES = 8
EVERY_AGENCY = "all"
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

Faults = Iterator[PlanFault]
Ids = Sequence[str] | None


@dataclass(frozen=True)
class PlanLines:
    """The line that each entry of a file stands on, and every id of a file, by the file's name. Ids
    include those of rows that could not be read, and are None for a file that could not be: one
    fault is not reported twice."""

    lines: Mapping[str, Sequence[int]] = field(default_factory=dict)
    ids: Mapping[str, Ids] = field(default_factory=dict)


def reference_faults(read: Catalogue, plan_lines: PlanLines) -> Faults:
    """Every fault between the files, in their order."""
    ids = plan_lines.ids

    def each(file: str, entries: Iterable[Any]) -> Iterator[tuple[Line, Any]]:
        for line, entry in zip(plan_lines.lines[file], entries, strict=True):
            yield Line(file, line, getattr(entry, "id", "")), entry

    yield from partnership_faults(read, ids)
    yield from size_faults(read, ids)
    for file, entries in (
        ("priorities.csv", read.priorities),
        ("agencies.csv", read.agencies),
        ("localities.csv", read.localities),
        ("indicators.csv", read.indicators),
    ):
        for line, _ in each(file, entries):
            yield from line.form_of_id()
    for line, indicator in each("indicators.csv", read.indicators):
        yield from indicator_faults(line, indicator, ids)
    for line, survey in each("surveys.csv", read.surveys):
        yield from line.unknown("indicator", [survey.indicator], ids["indicators.csv"])
    known = {one.id: one for one in read.indicators}
    for line, start in each("source_starts.csv", read.source_starts):
        yield from line.unknown("indicator", [start.indicator], ids["indicators.csv"])
        if start.indicator in known:
            owing = known[start.indicator].agencies
            yield from line.unknown(f"agency of {start.indicator}", [start.agency], owing)
    for line, pair in each("reconciliation.csv", read.pairs):
        yield from pair_faults(line, pair, known, ids)
    for line, outcome in each("outcomes.csv", read.outcomes):
        yield from line.unknown("priority", [outcome.priority], ids["priorities.csv"])
        yield from line.unknown("source", [outcome.source], ids["sources.csv"])
    for line, priority in each("priorities.csv", read.priorities):
        yield from line.unknown("source", [priority.source], ids["sources.csv"])
    for line, evidence in each("evidence_types.csv", read.evidence_types):
        yield from line.unknown("priorities", evidence.priorities, ids["priorities.csv"])
    for line, name in each("ambiguous_names.csv", read.ambiguous_names):
        file = "agencies.csv" if name.kind == "agency" else "localities.csv"
        yield from line.unknown(f"could_mean of {name.word}", name.could_mean, ids[file])


@dataclass(frozen=True)
class Line:
    """A line of a file, and the id of the entry on it, or ""."""

    file: str
    number: int
    id: str

    def fault(self, column: str, message: str) -> PlanFault:
        return PlanFault(
            self.file, self.number, ", ".join(filter(None, (self.id, column))), message
        )

    def unknown(self, column: str, found: Iterable[str], known: Ids) -> Faults:
        for id in found if known is not None else ():
            try:
                one_of(id, known or ())
            except ValueError as error:
                yield self.fault(column, str(error))

    def form_of_id(self) -> Faults:
        """It stands in addresses of pages, and “all” there means every one."""
        if not ID.fullmatch(self.id) or self.id == EVERY_AGENCY:
            yield self.fault("id", f"{self.id!r} is not an id: write letters, digits and hyphens")


def partnership_faults(read: Catalogue, ids: Mapping[str, Ids]) -> Faults:
    partnership, file = read.partnership, "partnership.toml"
    try:
        one_of(partnership.profile, ids["profiles.csv"] or [partnership.profile])
    except ValueError as error:
        yield PlanFault(file, None, "profile", str(error))
    if partnership.year_starts_in not in YEAR_STARTS:
        yield PlanFault(
            file,
            None,
            "year_starts_in",
            f"{partnership.year_starts_in} is not the month of a quarter: write 1, 4, 7 or 10",
        )
    if partnership.plan_end < partnership.plan_start:
        yield PlanFault(file, None, "plan_end", "the plan ends before it starts")


def size_faults(read: Catalogue, ids: Mapping[str, Ids]) -> Faults:
    """There is a page for each priority, and something to return figures for and by."""
    if len(read.priorities) > MOST_PRIORITIES:
        many = f"a plan has at most {MOST_PRIORITIES} priorities, and this has"
        yield PlanFault("priorities.csv", None, "", f"{many} {len(read.priorities)}")
    for file, entries in (
        ("priorities.csv", read.priorities),
        ("agencies.csv", read.agencies),
        ("localities.csv", read.localities),
        ("indicators.csv", read.indicators),
        ("golden_threads.csv", read.golden_threads),
    ):
        if not entries and ids[file] is not None:
            yield PlanFault(file, None, "", "it has no line below its headings")


def indicator_faults(line: Line, indicator: Indicator, ids: Mapping[str, Ids]) -> Faults:
    if not 0 < len(indicator.short_name) <= LONGEST_SHORT_NAME:
        length = f"is not 1 to {LONGEST_SHORT_NAME} characters long"
        yield line.fault("short_name", f"{indicator.short_name!r} {length}")
    if not indicator.priorities:
        yield line.fault("priorities", "it belongs to no priority")
    yield from line.unknown("priorities", indicator.priorities, ids["priorities.csv"])
    yield from line.unknown("outcomes", indicator.outcomes, ids["outcomes.csv"])
    yield from line.unknown("agencies", indicator.agencies, ids["agencies.csv"])
    if MONTHS_IN[indicator.judged_by] < MONTHS_IN[indicator.frequency]:
        yield line.fault("judged_by", f"it is returned by {indicator.frequency}")
    yield from line.unknown("golden_threads", indicator.golden_threads, ids["golden_threads.csv"])


def pair_faults(
    line: Line, pair: Pair, known: Mapping[str, Indicator], ids: Mapping[str, Ids]
) -> Faults:
    """Both ends are owed by their agency, hold the part that is counted, and add up."""
    yield from line.unknown("golden_threads", pair.golden_threads, ids["golden_threads.csv"])
    for id, agency in pair.ends:
        yield from line.unknown("indicator", [id], ids["indicators.csv"])
        if id not in known:
            continue
        yield from line.unknown(f"agency of {id}", [agency], known[id].agencies)
        if pair.part == "denominator" and not known[id].has_denominator:
            yield line.fault("part", f"{id} has no denominator")
        if known[id].aggregation not in ("sum", "pool"):
            yield line.fault("", f"{id} does not add up over periods")
    if len({known[id].frequency for id, _ in pair.ends if id in known}) > 1:
        yield line.fault("", "one end is returned by month and the other is not")
