"""What accepting a return changed on the dashboard, and the thank-you to its sender."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.periods import Period
from dscp_data.model.text import join_list, pluralise
from dscp_data.store import Store
from dscp_data.summaries.changes_since import signals_between
from dscp_data.summaries.indicator_table import series_name
from dscp_data.trends import Selection, Trend, trends

JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True)
class ReturnEffect:
    """The signals that a return brought and those that it ended, one row a series as
    `changes_since` has them, and in words the newest period that became complete of each series."""

    new_signals: pd.DataFrame
    ended_signals: tuple[str, ...]
    completed: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        return self.new_signals.empty and not self.ended_signals and not self.completed


def effect_of(store: Store, indicators: Sequence[str], accepted_at: datetime) -> ReturnEffect:
    """What differs for some indicators between just before a time (UTC) and now."""
    wanted = [store.plan.indicator(id) for id in indicators]
    all_of_it = Selection(audience="exact")
    now = trends(store, wanted, all_of_it, as_judged=True)
    just_before = replace(all_of_it, as_of=accepted_at - JUST_BEFORE)
    before = trends(store, wanted, just_before, as_judged=True)
    return ReturnEffect(
        signals_between(before, now, store.plan),
        tuple(ended(before, now, store.plan)),
        tuple(completed(before, now, store.plan)),
    )


def ended(before: Iterable[Trend], now: Iterable[Trend], plan: Catalogue) -> Iterable[str]:
    """The series that had a signal at their newest point and have none any more."""
    after = {key(one): one for one in now}
    for one in before:
        then, latest = one.judged, after.get(key(one))
        if then is None or not then.signal or latest is None or latest.judged is None:
            continue
        if not latest.judged.signal:
            yield f"{series_name(latest, plan)}: no signal any more in {latest.judged.period.name}"


def completed(before: Iterable[Trend], now: Iterable[Trend], plan: Catalogue) -> Iterable[str]:
    """For each series the newest period that every agency has now answered for."""
    then = {key(one): complete_periods(one) for one in before}
    for one in now:
        added = complete_periods(one) - then.get(key(one), set())
        if added:
            newest = Period(max(added).date(), one.period_type)
            more = f" and {pluralise(len(added) - 1, 'earlier period')}" if len(added) > 1 else ""
            yield f"{series_name(one, plan)}: {newest.name}{more}"


def complete_periods(trend: Trend) -> set[pd.Timestamp]:
    points = trend.points
    return set(points.loc[points["complete"].astype(bool), "period_start"])


def key(trend: Trend) -> tuple[str, str, str]:
    return trend.indicator.id, trend.agency, trend.locality


def thank_you(
    agency: str, periods: Sequence[Period], figures: int, questions: int, plan: Catalogue
) -> str:
    """A short message to the sender of a return that was accepted, to copy and edit."""
    first, last = min(periods), max(periods)
    span = first.name if first == last else f"{first.name} to {last.name}"
    answered = (
        f"Your answers to {pluralise(questions, 'question')} are with the figures.\n"
        if questions
        else ""
    )
    return (
        f"To: {plan.agency(agency).name}\n"
        f"Subject: Thank you for your figures, {span}\n\n"
        "Hello,\n\n"
        f"Thank you for your return. We have added {pluralise(figures, 'figure')} for {span} to the"
        f" dashboard.\n{answered}"
        "If you find anything to correct, send the whole return again: it replaces this one.\n\n"
        f"Thank you,\n{plan.partnership.short_name}"
    )


def describe_effect(effect: ReturnEffect) -> str:
    """What changed, counted in a sentence."""
    if effect.is_nothing:
        return "It brought no new signal, ended none and completed no total."
    parts = [
        pluralise(len(effect.new_signals), "new signal"),
        f"{pluralise(len(effect.ended_signals), 'signal')} gone",
        f"{pluralise(len(effect.completed), 'total')} completed",
    ]
    return f"On the dashboard: {join_list(parts)}."
