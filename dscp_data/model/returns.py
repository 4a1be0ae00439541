"""Records read from a return, each with its sheet and cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from dscp_data.model.faults import Fault
from dscp_data.model.mappings import UnrecognisedText
from dscp_data.model.periods import Period, PeriodType
from dscp_data.model.text import pluralise

Status = Literal["reported", "nil", "suppressed", "not applicable", "cannot report"]
ReturnState = Literal["ok", "faults", "refused"]
Day = date  # inside a class that has a field of that name
Key = tuple[str, str, str, date, PeriodType]


class Observation(NamedTuple):
    """One figure of one agency for one place and reporting period.

    A named tuple and not a dataclass: a return may hold 50,000 of these, and a frozen dataclass
    takes five times as long to make.

    `numerator` is None unless status is "reported" or "nil" (then it is 0).
    `denominator` may come without a numerator (a suppressed count of a known base).
    """

    indicator: str
    agency: str
    locality: str
    period: Period
    numerator: float | None
    denominator: float | None
    status: Status
    provisional: bool
    comment: str
    sheet: str
    cell: str

    @property
    def key(self) -> Key:
        return (self.indicator, self.agency, self.locality, self.period.start, self.period.type)


@dataclass(frozen=True)
class Concern:
    """A line of the register of areas of concern. `cell` is the line's first cell.

    `outcome` is "resolved" or another ending in the register's words ("merged", "moved",
    "aged out") or "". `repeat_of` is the reference of the concern that came back, or "".
    """

    reference: str
    area: str
    locality: str
    opened: date
    resolved: date | None
    outcome: str
    repeat_of: str
    sheet: str
    cell: str


@dataclass(frozen=True)
class MappingMeeting:
    """A meeting about areas of concern in one place. `cell` is the line's first cell.

    Counts are None where the line gives none. `agencies` are the ids of those present.
    """

    held_on: date
    locality: str
    concerns_discussed: int | None
    concerns_opened: int | None
    children_discussed: int | None
    agencies: tuple[str, ...]
    sheet: str
    cell: str


@dataclass(frozen=True)
class Evidence:
    """A line of the evidence log: what was learnt other than by counting.

    `indicator` is the first indicator that it names and `other_indicators` are the rest.
    `recommendation` may have an `owner` (a role or an agency, never a person) and dates.
    `document` refers to the report, which is kept elsewhere.
    """

    date: date
    agency: str
    type: str
    outcomes: tuple[str, ...]
    golden_threads: tuple[str, ...]
    finding: str
    rating: str
    indicator: str
    sheet: str
    cell: str
    priorities: tuple[str, ...] = ()
    other_indicators: tuple[str, ...] = ()
    recommendation: str = ""
    owner: str = ""
    recommendation_due: Day | None = None
    recommendation_done: Day | None = None
    document: str = ""


@dataclass(frozen=True)
class Action:
    """A milestone of the reform action plan. `role` is the post that leads it, never a person."""

    strand: str
    workstream: str
    title: str
    lead_agency: str
    start: date | None
    due: date
    completed: date | None
    status: str
    position: str
    evidence: str
    funding: str
    sheet: str
    cell: str
    role: str = ""
    dependencies: str = ""
    readiness: str = ""


@dataclass(frozen=True)
class QueryAnswer:
    """Why a query is no reason to hold a return back, in the words of who accepts it."""

    fault: Fault
    reason: str


@dataclass(frozen=True)
class CheckedReturn:
    """Everything read from one file: what it says, and what is wrong with it.

    `agency` is who sent it, or None where the file does not say. `cut_off` is the day up to
    which its register of areas of concern is complete. `layout` names the tables found.
    `recognised` holds the cells that are headings, totals and notes, as "sheet!cell" to what they
    are, so that every cell is accounted for. `unrecognised` holds what can be answered once and
    saved for the `terms_agency`: the sender, or the only agency that the file names where every
    figure that names one is at fault.
    """

    file: str
    sha256: str
    agency: str | None = None
    layout: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()
    concerns: tuple[Concern, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    actions: tuple[Action, ...] = ()
    faults: tuple[Fault, ...] = ()
    cut_off: date | None = None
    refused: bool = False
    recognised: tuple[tuple[str, str], ...] = ()
    meetings: tuple[MappingMeeting, ...] = ()
    unrecognised: tuple[UnrecognisedText, ...] = ()
    terms_agency: str | None = None

    @property
    def state(self) -> ReturnState:
        if self.refused:
            return "refused"
        return "faults" if self.blocking else "ok"

    @property
    def blocking(self) -> tuple[Fault, ...]:
        """The faults that stop a file from being accepted as it is."""
        return tuple(fault for fault in self.faults if fault.severity == "error")

    @property
    def queries(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault.severity == "query")

    def counts(self) -> tuple[str, ...]:
        """How many records of each kind there are, as "120 figures"; kinds without any left out."""
        kinds = (
            (self.observations, "figure", ""),
            (self.concerns, "area of concern", "areas of concern"),
            (self.meetings, "mapping meeting", ""),
            (self.evidence, "evidence entry", "evidence entries"),
            (self.actions, "reform milestone", ""),
        )
        return tuple(pluralise(len(records), one, many) for records, one, many in kinds if records)
