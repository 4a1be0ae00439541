"""An agenda made from what is new since the last meeting.

In order: open actions, the last meeting's first; new signals and outliers, concern first and then
by priority; evidence that disagrees with a figure; returns that are late, came late or revised a
figure; overdue milestones; comments that nobody answered and commentary that nobody reviewed; any
other business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import pandas as pd

from dscp_data.analysis.locality_standing import LocalityStanding
from dscp_data.catalogue import Catalogue
from dscp_data.meetings.actions import Action, describe_action
from dscp_data.meetings.changes import Changes
from dscp_data.meetings.disagreements import Disagreement
from dscp_data.meetings.revised import RevisedFigure
from dscp_data.model.commentary import Commentary
from dscp_data.model.meetings import AgendaItem
from dscp_data.model.periods import period_of
from dscp_data.model.text import capitalise, format_date, join_list, pluralise
from dscp_data.summaries.indicator_table import ORDER, series_name
from dscp_data.trends import ALL, Trend
from dscp_data.trends.finding import finding

OTHER_BUSINESS = "Any other business"
NEWS, RETURNS = "What is new", "Returns"
MILESTONES, COMMENTS, EVIDENCE = "Reform action plan", "Comments", "Evidence"
NAMED = 3  # of more periods it says how many


def draft_agenda(
    changes: Changes, actions: Iterable[Action], comments: Iterable[Action], plan: Catalogue,
    as_of: datetime, day: date, commentary: Iterable[Commentary] = (),
) -> list[AgendaItem]:  # fmt: skip
    """The items of an agenda in order, with their positions from 1.

    `actions` and `comments` are those still open from meetings before `day`, on which they are
    judged; `as_of` (UTC) is the time as at which all figures are shown. `commentary` is what waits
    for its review.
    """
    items = [
        *action_items(actions, plan, day),
        *news_items(changes, plan),
        *evidence_items(changes.disagreements, plan),
        *return_items(changes, plan),
        *milestone_items(changes.overdue),
        *comment_items(comments),
        *commentary_items(commentary, plan),
        AgendaItem("free", OTHER_BUSINESS, as_of),
    ]
    return [replace(one, as_of=as_of, position=place) for place, one in enumerate(items, 1)]


def action_items(actions: Iterable[Action], plan: Catalogue, day: date) -> list[AgendaItem]:
    latest_first = sorted(actions, key=lambda one: one.meeting.day, reverse=True)
    return [
        AgendaItem(
            "action",
            one.entry.text,
            one.meeting.as_of,
            detail=describe_action(one, plan, day),
            heading=f"Actions, {format_date(one.meeting.day)}",
            indicator=one.item.indicator,
            agency=one.item.agency,
            locality=one.item.locality,
            period_type=one.item.period_type,
            priority=one.item.priority,
            entry_id=one.entry.id,
            owner=one.entry.owner,
        )
        for one in latest_first
    ]


def commentary_items(found: Iterable[Commentary], plan: Catalogue) -> list[AgendaItem]:
    """Commentary that nobody has signed off yet."""
    return [
        AgendaItem(
            "comment",
            f"Commentary to review: {plan.indicator(one.indicator).name}, {period_name(one)}",
            datetime.min,
            detail=one.what,
            heading=COMMENTS,
            indicator=one.indicator,
            agency=one.agency,
            locality=one.locality,
            period_type=one.period_type,
            priority=plan.indicator(one.indicator).priorities[0],
        )
        for one in found
    ]


def period_name(one: Commentary) -> str:
    return period_of(one.period_start, one.period_type).name


def comment_items(comments: Iterable[Action]) -> list[AgendaItem]:
    return [
        AgendaItem(
            "comment", one.entry.text, one.meeting.as_of, detail=f"On: {one.item.title}",
            heading=COMMENTS, indicator=one.item.indicator, agency=one.item.agency,
            locality=one.item.locality, period_type=one.item.period_type,
            priority=one.item.priority, entry_id=one.entry.id,
        )
        for one in comments
    ]  # fmt: skip


def news_items(changes: Changes, plan: Catalogue) -> list[AgendaItem]:
    """New signals and outliers, concern first, then by priority and indicator."""
    by_key = {(one.indicator.id, one.agency): one for one in changes.now}
    ranked = [
        (
            ORDER.index(row.status),
            signal_item(by_key[row.indicator, row.agency], str(row.what), plan),
        )
        for row in changes.signals.itertuples()
    ]
    ranked += [
        (ORDER.index(one.meaning), outlier_item(one, by_key, plan))
        for one in changes.outliers
        if one.meaning and (one.indicator, one.agency) in by_key
    ]
    ranked.sort(key=lambda one: (one[0], one[1].priority or "", one[1].indicator or ""))
    return [item for _, item in ranked]


def signal_item(trend: Trend, what: str, plan: Catalogue) -> AgendaItem:
    return item_of(trend, "signal", f"{series_name(trend, plan)}: {what}", detail=finding(trend))


def outlier_item(
    outlier: LocalityStanding, totals: Mapping[tuple[str, str], Trend], plan: Catalogue
) -> AgendaItem:
    """A locality that is unlike the others; the item opens its own series."""
    total = totals[outlier.indicator, outlier.agency]
    place = plan.locality(outlier.locality).name
    title = f"{place}: {series_name(total, plan)} {outlier.in_words.lower()}"
    item = item_of(total, "outlier", title, detail=f"{outlier.what}; {outlier.beside}")
    return replace(item, locality=outlier.locality)


def evidence_items(found: Iterable[Disagreement], plan: Catalogue) -> list[AgendaItem]:
    """Evidence says one thing and the figures another: somebody has to explain that."""
    return [
        item_of(
            one.trend, "comment",
            f"{series_name(one.trend, plan)}: evidence of {format_date(one.evidence.date)} "
            "disagrees with the figures",
            detail=f"{one.text} {one.evidence.finding}", heading=EVIDENCE,
        )
        for one in found
    ]  # fmt: skip


def item_of(trend: Trend, kind: str, title: str, *, detail: str, heading: str = NEWS) -> AgendaItem:
    """An item that opens a series."""
    return AgendaItem(
        kind,  # type: ignore[arg-type]
        title,
        datetime.min,
        detail=detail,
        heading=heading,
        indicator=trend.indicator.id,
        agency=None if trend.agency == ALL else trend.agency,
        locality=None if trend.locality == ALL else trend.locality,
        period_type=trend.period_type,
        priority=trend.indicator.priorities[0],
    )


def return_items(changes: Changes, plan: Catalogue) -> list[AgendaItem]:
    """Who is late, what came late, and which figures were revised."""
    late = [
        AgendaItem(
            "return",
            f"Late: {plan.agency(row.agency).short_name}",
            datetime.min,
            detail=f"Due {format_date(row.due)}: {row.what}",
            heading=RETURNS,
            agency=row.agency,
        )
        for row in changes.late.itertuples()
    ]
    came_late = [
        AgendaItem(
            "return",
            f"Received late: {plan.agency(str(agency)).short_name}",
            datetime.min,
            detail=describe_received(rows),
            heading=RETURNS,
            agency=str(agency),
        )
        for agency, rows in changes.received_late.groupby("agency")
    ]
    revised = [
        item_of(
            trend, "return", f"{series_name(trend, plan)}: {describe_revised(figures)}",
            detail="; ".join(one.text for one in figures[:NAMED]), heading=RETURNS,
        )
        for trend, figures in changes.revised
    ]  # fmt: skip
    return [*late, *came_late, *revised]


def describe_received(rows: pd.DataFrame) -> str:
    """As "Received on 5 November 2026, due 31 October 2026"; of several, one after another."""
    return "; ".join(
        f"received on {format_date(row.received_at)}, due {format_date(row.due)}" if place else
        f"Received on {format_date(row.received_at)}, due {format_date(row.due)}"
        for place, row in enumerate(rows.itertuples())
    )  # fmt: skip


def describe_revised(figures: Sequence[RevisedFigure]) -> str:
    """As "figures revised for April 2026 and May 2026"."""
    if len(figures) > NAMED:
        return f"figures revised for {pluralise(len(figures), 'period')}"
    return f"figures revised for {join_list([one.period.name for one in reversed(figures)])}"


def milestone_items(overdue: pd.DataFrame) -> list[AgendaItem]:
    return [
        AgendaItem(
            "milestone",
            f"Overdue: {row.title}",
            datetime.min,
            detail=capitalise(
                f"due {format_date(row.due.date())}, {pluralise(int(row.days_late), 'day')} late"
            ),
            heading=MILESTONES,
            owner=str(row.lead),
        )
        for row in overdue.itertuples()
    ]
