"""The Executive's view: each priority in three sentences made by rules, and what to scrutinise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.text import format_date, join_list, pluralise
from dscp_data.summaries.coverage import Objective
from dscp_data.summaries.evidence_log import CHILD_VOICE, SILENT_DAYS, newest
from dscp_data.summaries.headlines import describe_priority
from dscp_data.summaries.reform_plan import describe_plan
from dscp_data.summaries.triangulation import POOR

MOST_NAMED = 3


@dataclass(frozen=True)
class PrioritySummary:
    """A priority in three sentences: its signals, what evidence and children say, its gaps."""

    priority: str
    title: str
    signals: str
    evidence: str
    gaps: str

    @property
    def sentences(self) -> tuple[str, str, str]:
        return (self.signals, self.evidence, self.gaps)


def summaries(
    plan: Catalogue,
    table: pd.DataFrame,
    log: pd.DataFrame,
    found: Sequence[Objective],
    milestones: pd.DataFrame,
    day: date,
) -> list[PrioritySummary]:
    """A summary a priority. `table` is the icon table of every indicator, `log` the evidence log,
    `milestones` the reform plan (see `reform_plan.milestones`; empty without one)."""
    return [
        PrioritySummary(
            one.id,
            f"{one.id} {one.title}",
            describe_signals(plan, one.id, table, milestones),
            describe_evidence(
                log[log["under"].map(lambda ids, id=one.id: id in ids).astype(bool)], day
            ),
            describe_gaps([line for line in found if line.priority == one.id]),
        )
        for one in plan.priorities
    ]


def describe_signals(
    plan: Catalogue, priority: str, table: pd.DataFrame, milestones: pd.DataFrame
) -> str:
    """The heading of the priority's page: of its plan where it has one, else of its indicators."""
    indicators = plan.indicators_of(priority)
    if any(one.worked_out_from == "actions" for one in indicators) and len(milestones):
        return f"{describe_plan(milestones)}."
    own = table[table["indicator"].isin([one.id for one in indicators])]
    return f"{describe_priority(plan.priority(priority).short_title, own)}."


def describe_evidence(log: pd.DataFrame, day: date) -> str:
    """As "8 pieces of evidence in the last year, 2 rated below good; children were last heard on 3
    June 2026."."""
    recent = log[log["date"] > pd.Timestamp(day) - pd.Timedelta(days=SILENT_DAYS)]
    if recent.empty:
        return "No evidence in the last year."
    poor = int(recent["rating"].str.casefold().isin(POOR).sum())
    rated = f", {poor} rated below good" if poor else ""
    newest_voice = newest(log[log["type"] == CHILD_VOICE])
    voice = (
        f"children were last heard on {format_date(newest_voice)}"
        if newest_voice
        else "no child’s voice yet"
    )
    return f"{pluralise(len(recent), 'piece')} of evidence in the last year{rated}; {voice}."


def describe_gaps(found: Iterable[Objective]) -> str:
    """As "3 measures have no figure and no evidence: H04, H05 and 1 more."."""
    lines = [(one.indicator, one) for one in found if one.indicator]
    gaps = {id: "unnamed" for id, one in lines if not one.gap and not one.named}
    gaps |= {id: one.gap for id, one in lines if one.gap}
    if not gaps:
        return "Every measure has a figure and evidence."
    counts = Counter(gaps.values())
    words = {
        "both": "neither figure nor evidence",
        "measure": "no figure",
        "evidence": "no evidence",
        "unnamed": "evidence for the outcome only",
    }
    sentences = [
        f"{pluralise(counts[gap], 'measure')} {'has' if counts[gap] == 1 else 'have'} {words[gap]}"
        f" ({name_some([id for id, of in gaps.items() if of == gap])})"
        for gap in words
        if counts[gap]
    ]  # fmt: skip
    return f"{join_list(sentences)}."


def name_some(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    if len(names) <= MOST_NAMED:
        return join_list(names)
    return join_list([*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"])
