"""An agenda made from what is new since the last meeting.

In order: open actions, the last meeting's first; new signals and outliers, concern first and then
by priority; returns that are late, came late or revised a figure; overdue milestones; comments
that nobody answered; any other business.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.meetings.actions import Action, describe_action
from dscp_data.meetings.changes import Changes
from dscp_data.meetings.outliers import Outlier
from dscp_data.meetings.revised import RevisedFigure
from dscp_data.model.meetings import AgendaItem
from dscp_data.model.text import capitalise, format_date, join_list, pluralise
from dscp_data.summaries.indicator_table import ORDER, series_name
from dscp_data.trends import ALL, Trend
from dscp_data.trends.finding import finding

OTHER_BUSINESS = "Any other business"
NEWS, RETURNS = "What is new", "Returns"
MILESTONES, COMMENTS = "Reform action plan", "Comments"
NAMED = 3  # of more periods it says how many
OUTLIER_RANK = ORDER.index("up")  # neither good nor bad in itself


def draft_agenda(
    changes: Changes, actions: Iterable[Action], comments: Iterable[Action], plan: Catalogue,
    as_of: datetime, day: date,
) -> list[AgendaItem]:  # fmt: skip
    """The items of an agenda in order, with their positions from 1.

    `actions` and `comments` are those still open from meetings before `day`, on which they are
    judged; `as_of` (UTC) is the time as at which all figures are shown.
    """
    items = [
        *action_items(actions, plan, day),
        *news_items(changes, plan),
        *return_items(changes, plan),
        *milestone_items(changes.overdue),
        *comment_items(comments),
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
    known = {identity(item) for _, item in ranked}
    ranked += [
        (OUTLIER_RANK, item_of(trend, "signal", said, detail=finding(trend)))
        for trend, said in changes.disagreements
        if (trend.indicator.id, trend.agency) not in known
    ]
    ranked = [(rank, with_disagreement(item, changes)) for rank, item in ranked]
    ranked += [(OUTLIER_RANK, outlier_item(one)) for one in changes.outliers]
    ranked.sort(key=lambda one: (one[0], one[1].priority or "", one[1].indicator or ""))
    return [item for _, item in ranked]


def identity(item: AgendaItem) -> tuple[str, str]:
    """The indicator and the agency of the series that an item opens."""
    return (item.indicator or "", item.agency or ALL)


def with_disagreement(item: AgendaItem, changes: Changes) -> AgendaItem:
    """An item of news that says where its evidence does not agree, if the title does not."""
    said = {(trend.indicator.id, trend.agency): text for trend, text in changes.disagreements}
    text = said.get(identity(item), "")
    if not text or text == item.title:
        return item
    return replace(item, detail=f"{item.detail} {text}".strip())


def signal_item(trend: Trend, what: str, plan: Catalogue) -> AgendaItem:
    return item_of(trend, "signal", f"{series_name(trend, plan)}: {what}", detail=finding(trend))


def outlier_item(outlier: Outlier) -> AgendaItem:
    title = f"{outlier.total.name}: {outlier.sentence}"
    return item_of(outlier.total, "outlier", title, detail=finding(outlier.total))


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
    return f"figures revised for {join_list([one.period for one in reversed(figures)])}"


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
