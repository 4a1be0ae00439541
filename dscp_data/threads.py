"""Golden Threads across the priorities: signals of their indicators, and evidence."""

from __future__ import annotations

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.words import counted

MOVED = ("concern", "improvement", "up", "down")


def thread_matrix(table: pd.DataFrame, evidence: pd.DataFrame, plan: Catalogue) -> pd.DataFrame:
    """Threads down, priorities across; each cell says how many series, signals and findings.

    `table` is the icon table of the tied indicators, `evidence` the rows of that question.
    """
    outcomes = {outcome.id: outcome.priority for outcome in plan.outcomes}
    cells = {
        thread.name: {
            f"{priority.id} {priority.short_title}": cell(
                series_of(table, plan, thread.id, priority.id),
                findings_of(evidence_on(evidence, thread.id), outcomes, priority.id),
            )
            for priority in plan.priorities
        }
        for thread in plan.golden_threads
    }
    return pd.DataFrame(cells).T


def series_of(table: pd.DataFrame, plan: Catalogue, thread: str, priority: str) -> pd.DataFrame:
    ids = [i.id for i in plan.indicators_on(thread) if priority in i.priorities]
    return table[table["indicator"].isin(ids)]


def findings_of(evidence: pd.DataFrame, outcomes: dict[str, str], priority: str) -> int:
    return sum(
        any(outcomes.get(outcome) == priority for outcome in ids) for ids in evidence["outcomes"]
    )


def evidence_on(evidence: pd.DataFrame, thread: str) -> pd.DataFrame:
    return evidence[evidence["golden_threads"].map(lambda threads: thread in threads).astype(bool)]


def cell(series: pd.DataFrame, findings: int) -> str:
    """As "4 series, 1 concern; 2 findings"."""
    parts = []
    if len(series):
        signals = series["status"].value_counts()
        named = [f"{signals[status]} {status}" for status in MOVED if status in signals]
        parts.append(", ".join([counted(len(series), "series", "series"), *named]))
    if findings:
        parts.append(counted(findings, "finding"))
    return "; ".join(parts) or "–"
