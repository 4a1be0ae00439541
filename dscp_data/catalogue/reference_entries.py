"""Entries of the catalogue that protect figures, explain them or give their words: one frozen value
for each row of the files in `plan/`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dscp_data.catalogue.entries import Ids, Names


@dataclass(frozen=True)
class Profile:
    """How counts are protected: 1 to `small_to` are shown as one range, others are rounded.

    Small counts are shown as one band, drawn at `plotted_at`, or are hidden. `round_to` is the
    step that others are rounded to; 1 leaves them as they are.
    """

    id: str
    name: str
    small_to: int
    small_as: Literal["band", "hidden"]
    plotted_at: int
    round_to: int


@dataclass(frozen=True)
class RetentionRule:
    """How many months something is kept after it stopped being needed, 0 for good, and why."""

    id: Literal["originals", "unused", "aside", "backups"]
    name: str
    months: int
    why: str


@dataclass(frozen=True)
class Purpose:
    """Why a table of the database, or a column of it, is held. `column` is "" for the table itself;
    `table` is "" for a column that means the same in every table.

    `personal` says of whom it could tell something: of nobody; of staff, by name; of children,
    where a count is small; of anybody, where somebody writes freely.
    """

    table: str
    column: str
    purpose: str
    personal: Literal["nobody", "staff", "small counts", "free text"]


@dataclass(frozen=True)
class ReformTerm:
    """A strand, a workstream, a status or a readiness of the reform action plan."""

    id: str
    kind: Literal["strand", "workstream", "status", "readiness"]
    name: str


@dataclass(frozen=True)
class GuidanceChange:
    """What statutory guidance changes, in a few plain words, with its source."""

    id: str
    change: str
    source: str


@dataclass(frozen=True)
class EvidenceType:
    id: str
    name: str
    priorities: Ids


@dataclass(frozen=True)
class AmbiguousName:
    """A word that could mean several agencies or localities: ask, never match it."""

    word: str
    kind: Literal["agency", "locality"]
    could_mean: Names
    question: str


@dataclass(frozen=True)
class OtherPlace:
    """A place that is none of the plan's localities: a figure beside its name is asked about."""

    name: str


@dataclass(frozen=True)
class Source:
    """Where a wording comes from, and what that mark means."""

    id: str
    means: str


@dataclass(frozen=True)
class GlossaryTerm:
    word: str
    means: str


@dataclass(frozen=True)
class Method:
    """How figures are worked out, in words for the reader; what other tools do otherwise, and the
    formula with its source for a statistician, or ""."""

    title: str
    text: str
    others: str
    formula: str


@dataclass(frozen=True)
class FalseAlarm:
    """How often simulated charts speak, by the plain chart and by ours; see `bench.statistics`."""

    what: str
    plain: str
    ours: str
