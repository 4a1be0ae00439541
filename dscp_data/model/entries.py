"""What people enter on pages beside returns: evidence, milestones, corrections of the plan.

Each is the latest version of one entry. `id` is None for one that is not stored yet, and `step`
counts its versions. `corrects` is the key of the line of a return that it replaces, or "".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Day = date  # inside a class that has a field of that name
EntryState = Literal["active", "withdrawn"]
PlanEditKind = Literal["threads", "wording", "note", "contact", "change"]


@dataclass(frozen=True)
class EvidenceEntry:
    """An entry of the evidence log. `owner` is a role or an agency, never a person."""

    date: date
    agency: str
    type: str
    finding: str
    priorities: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    golden_threads: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    rating: str = ""
    recommendation: str = ""
    owner: str = ""
    recommendation_due: Day | None = None
    recommendation_done: Day | None = None
    document: str = ""
    corrects: str = ""
    state: EntryState = "active"
    id: int | None = None
    step: int = 0


@dataclass(frozen=True)
class MilestoneEntry:
    """A milestone of the reform plan. `line` is the digest of the line that was changed, or ""."""

    strand: str
    workstream: str
    title: str
    lead_agency: str
    due: date
    status: str
    role: str = ""
    start: date | None = None
    completed: date | None = None
    position: str = ""
    evidence: str = ""
    funding: str = ""
    dependencies: str = ""
    readiness: str = ""
    corrects: str = ""
    line: str = ""
    state: EntryState = "active"
    id: int | None = None
    step: int = 0


@dataclass(frozen=True)
class PlanEdit:
    """A correction of the plan: the threads of an indicator (ids parted by spaces), the wording of
    an outcome, the note of an indicator, a contact, or a change of guidance. A `value` of None is
    the plan's own again; of a change of guidance, "" takes it out.
    """

    kind: PlanEditKind
    subject: str
    value: str | None
    source: str = ""
    step: int = 0
