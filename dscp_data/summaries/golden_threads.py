"""Golden Threads across the priorities: signals of their indicators, and evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.text import pluralise
from dscp_data.trends.finding import MOVED

Key = tuple[str, str]  # thread, priority


@dataclass(frozen=True)
class Crossing:
    """Where a thread crosses a priority: (status, side) of each of its series, and the ratings of
    the findings, "" for one without."""

    series: tuple[tuple[str, str], ...]
    ratings: tuple[str, ...]

    @property
    def is_gap(self) -> bool:
        return not (self.series or self.ratings)


def crossings(table: pd.DataFrame, evidence: pd.DataFrame, plan: Catalogue) -> dict[Key, Crossing]:
    """Each crossing by the ids of its thread and its priority, in the plan's order.

    `table` is the icon table of the tied indicators, `evidence` the rows of that question.
    """
    priority_of = {outcome.id: outcome.priority for outcome in plan.outcomes}
    series, ratings = defaultdict[Key, list](list), defaultdict[Key, list](list)
    for id, *signal in zip(table["indicator"], table["status"], table["side"], strict=True):
        indicator = plan.indicator(id)
        for key in product(indicator.golden_threads, indicator.priorities):
            series[key].append(tuple(signal))
    for threads, outcomes, rating in zip(
        evidence["golden_threads"], evidence["outcomes"], evidence["rating"], strict=True
    ):
        theirs = {priority_of[outcome] for outcome in outcomes if outcome in priority_of}
        for key in product(set(threads), theirs):
            ratings[key].append(rating or "")
    every = ((thread.id, one.id) for thread in plan.golden_threads for one in plan.priorities)
    return {key: Crossing(tuple(series[key]), tuple(ratings[key])) for key in every}


def thread_matrix(table: pd.DataFrame, evidence: pd.DataFrame, plan: Catalogue) -> pd.DataFrame:
    """Threads down, priorities across; each cell says how many series, signals and findings."""
    found = crossings(table, evidence, plan)
    cells = {
        thread.name: {
            f"{priority.id} {priority.short_title}": describe_crossing(
                found[thread.id, priority.id]
            )
            for priority in plan.priorities
        }
        for thread in plan.golden_threads
    }
    return pd.DataFrame(cells).T


def describe_crossing(crossing: Crossing) -> str:
    return cell([status for status, _ in crossing.series], len(crossing.ratings))


def describe_gaps(found: Mapping[Key, Crossing]) -> str:
    """The heading of the page: "9 of 28 crossings have neither an indicator nor evidence"."""
    gaps = sum(crossing.is_gap for crossing in found.values())
    if not gaps:
        return "Every thread has an indicator or evidence in every priority"
    have = "has" if gaps == 1 else "have"
    return f"{gaps} of {len(found)} crossings {have} neither an indicator nor evidence"


def evidence_on(evidence: pd.DataFrame, thread: str) -> pd.DataFrame:
    return evidence[evidence["golden_threads"].map(lambda threads: thread in threads).astype(bool)]


def cell(statuses: Sequence[str], findings: int) -> str:
    """As "4 series, 1 concern; 2 findings"."""
    parts = []
    if statuses:
        signals = Counter(statuses)
        named = [f"{signals[status]} {status}" for status in MOVED if status in signals]
        parts.append(", ".join([pluralise(len(statuses), "series", "series"), *named]))
    if findings:
        parts.append(pluralise(findings, "finding"))
    return "; ".join(parts) or "–"
