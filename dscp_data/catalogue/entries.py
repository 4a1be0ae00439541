"""Entries of the catalogue that figures are of: one frozen value for each row of the files in
`plan/`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from dscp_data.model.periods import PeriodType, add_months

Polarity = Literal["higher", "lower", "neutral"]
Kind = Literal["count", "proportion", "mean", "snapshot", "distinct", "cohort"]
Aggregation = Literal["sum", "pool", "last", "none", "cohort"]
AcrossAgencies = Literal["sum", "separate", "register"]
WorkedOutFrom = Literal["returns", "concerns", "actions"]
Measure = Literal["", "resolved", "repeated", "on-time", "overdue"]
LocalityKind = Literal["district", "whole", "outside", "unknown"]
Ids = tuple[str, ...]
Names = Annotated[tuple[str, ...], ";"]


@dataclass(frozen=True)
class Partnership:
    """Whose dashboard this is, in which month (1, 4, 7 or 10) its year starts, and when returns
    are due: `due_days` after the last day of each
    `returns_every` (month, quarter or year), which closes a monthly indicator's months together.

    `profile` protects the figures of a wider audience. `marking` and `handling` are on exports
    of exact figures, `wider_marking` and `wider_handling` on those of protected ones. The last
    four are on the page that lists what is stored: who is responsible, and on what legal basis.
    """

    name: str
    short_name: str
    plan_title: str
    vision: str
    values: Names
    group: str
    group_role: str
    place: str
    plan_start: date
    plan_end: date
    year_starts_in: int
    first_council_year: int
    returns_every: PeriodType
    due_days: int
    profile: str
    marking: str
    handling: str
    wider_marking: str
    wider_handling: str
    controller: str
    data_protection_officer: str
    service_owner: str
    lawful_basis: str


@dataclass(frozen=True)
class Priority:
    id: str
    word: str
    title: str
    short_title: str
    why: str
    source: str


@dataclass(frozen=True)
class Outcome:
    id: str
    priority: str
    wording: str
    source: str


@dataclass(frozen=True)
class GoldenThread:
    id: str
    name: str


@dataclass(frozen=True)
class Agency:
    """An agency that sends returns. `covers` names a wider area than the partnership's, or ""."""

    id: str
    name: str
    short_name: str
    also_written: Names
    covers: str


@dataclass(frozen=True)
class Locality:
    """A place that figures are given for; `valid_to` is None while it is in use."""

    id: str
    name: str
    kind: LocalityKind
    also_written: Names
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Indicator:
    """One measure of the plan.

    `short_name` has at most 38 characters, so that a page cuts none. `denominator` is "" for
    what is not a share. `frequency` is the period that it is returned by, and `judged_by` the one
    that signals are judged by, in all views: the shortest with a mean of about 20. `agencies` are
    those that owe it, in full. `worked_out_from` says whether figures are returned or derived
    from a register; `measure` then says which of the register's measures it is, and
    `window_months` the follow-up windows a reader may choose from, the usual one first.
    """

    id: str
    name: str
    short_name: str
    plan_wording: str
    priorities: Ids
    outcomes: Ids
    plan_direction: str
    polarity: Polarity
    kind: Kind
    numerator: str
    denominator: str
    unit: str
    aggregation: Aggregation
    across_agencies: AcrossAgencies
    frequency: PeriodType
    judged_by: PeriodType
    agencies: Ids
    golden_threads: Ids
    caveat: str
    worked_out_from: WorkedOutFrom
    measure: Measure
    window_months: Ids

    @property
    def has_denominator(self) -> bool:
        return bool(self.denominator)

    @property
    def is_percentage(self) -> bool:
        return self.unit == "%"


@dataclass(frozen=True)
class Pair:
    """Two agencies' figures for one thing. `part` says which part of both indicators counts it."""

    id: str
    name: str
    what: str
    part: Literal["numerator", "denominator"]
    first_indicator: str
    first_agency: str
    second_indicator: str
    second_agency: str
    golden_threads: Ids
    caveat: str

    @property
    def ends(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """(indicator, agency) of the first and of the second."""
        first = (self.first_indicator, self.first_agency)
        return first, (self.second_indicator, self.second_agency)


@dataclass(frozen=True)
class Survey:
    """An indicator whose periods may ask the same people again, and why that is thought."""

    indicator: str
    why: str


@dataclass(frozen=True)
class SourceStart:
    """When an agency's records for an indicator that looks back start, and why that is thought.

    A measure that looks back 12 months is not valid for the first 12 of them, unless the agency
    `holds_earlier` records.
    """

    indicator: str
    agency: str
    starts_on: date
    holds_earlier: Literal["yes", "no"]
    why: str

    @property
    def valid_from(self) -> date:
        return self.starts_on if self.holds_earlier == "yes" else add_months(self.starts_on, 12)
