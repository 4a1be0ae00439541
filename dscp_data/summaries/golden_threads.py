"""Golden Threads across the priorities: signals of their indicators, and evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.text import pluralise
from dscp_data.trends.finding import MOVED


def thread_matrix(table: pd.DataFrame, evidence: pd.DataFrame, plan: Catalogue) -> pd.DataFrame:
    """Threads down, priorities across; each cell says how many series, signals and findings.

    `table` is the icon table of the tied indicators, `evidence` the rows of that question.
    """
    priority_of = {outcome.id: outcome.priority for outcome in plan.outcomes}
    series = list(zip(table["indicator"], table["status"], strict=True))
    findings = [
        (threads, {priority_of.get(outcome) for outcome in outcomes})
        for threads, outcomes in zip(evidence["golden_threads"], evidence["outcomes"], strict=True)
    ]

    def said(thread: str, priority: str) -> str:
        ids = {i.id for i in plan.indicators_on(thread) if priority in i.priorities}
        return cell(
            [status for id, status in series if id in ids],
            sum(thread in threads and priority in theirs for threads, theirs in findings),
        )

    cells = {
        thread.name: {
            f"{priority.id} {priority.short_title}": said(thread.id, priority.id)
            for priority in plan.priorities
        }
        for thread in plan.golden_threads
    }
    return pd.DataFrame(cells).T


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
