"""Charts as files, made on request. The role of the person who asks is looked up again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from dscp_data.access import Action, User, require
from dscp_data.aggregation.selection import Audience
from dscp_data.charts import Chart, chart_of_trend
from dscp_data.charts.meeting_line import MeetingLine
from dscp_data.exports.chart_export import ChartExport
from dscp_data.exports.marked_csv import figures_as_shown
from dscp_data.exports.marked_workbook import notes_on_figures
from dscp_data.exports.pack.contents import notes_of, sample_notice
from dscp_data.model.text import format_date
from dscp_data.summaries.headlines import split_finding
from dscp_data.trends import ALL, Selection, Trend
from dscp_data.trends.facts import describe_measure, describe_periods
from dscp_data.trends.finding import finding
from dscp_ui import queries
from dscp_ui.access import signed_in_user
from dscp_ui.frame.downloads import trends_to_export
from dscp_ui.frame.filters import (
    describe_selection,
    format_agencies,
    format_localities,
    selection,
)
from dscp_ui.frame.protective_marking import marking_of_view

NEEDS: dict[Audience, Action] = {"exact": "export-exact", "protected": "export-protected"}


@dataclass(frozen=True)
class OfferedChart:
    """A chart that a reader may take away. `file` is without its ending; `what` and `filters` say
    in the log what it shows; `make` draws it for the user who asks."""

    selection: Selection
    file: str
    what: str
    filters: str
    make: Callable[[User], ChartExport]

    @property
    def audience(self) -> Audience:
        return self.selection.audience


def offered_trend(
    trend: Trend,
    chosen: Selection,
    revised: Sequence[str] = (),
    meeting: MeetingLine | None = None,
) -> OfferedChart:
    id, filters = trend.indicator.id, describe_selection(chosen)
    view = TrendView(id, trend.agency, chosen, filters, tuple(revised), meeting)
    return OfferedChart(
        chosen,
        f"{id} by {trend.period_type}, {chosen.audience}",
        f"chart of {id} {trend.indicator.name}",
        filters,
        partial(trend_export, view),
    )


@dataclass(frozen=True)
class TrendView:
    """A trend as a page shows it: of an agency, or of "all", with `filters` in words."""

    indicator: str
    agency: str
    selection: Selection
    filters: str
    revised: tuple[str, ...] = ()
    meeting: MeetingLine | None = None


def trend_export(view: TrendView, acting: User) -> ChartExport:
    """Raises NotAllowed."""
    found = trends_to_export(acting, view.indicator, view.selection)
    trend = next(one for one in found if one.agency == view.agency)
    lead, more = split_finding(finding(trend))
    shows = f"{trend.name} ({view.indicator}) · {view.filters}"
    return ChartExport(
        title=lead,
        subtitle=f"{more} {describe_view(trend, view.selection)}".strip(),
        chart=chart_of_trend(trend, "light", revised=view.revised, meeting=view.meeting),
        figures=figures_as_shown(trend),
        notes=tuple(notes_of(trend, queries.plan())),
        marking=marking_of_view(view.selection.audience, acting.signature, shows),
        synthetic=sample_notice(queries.store()),
        methods=tuple(notes_on_figures()),
    )


def describe_view(trend: Trend, chosen: Selection) -> str:
    """Measure, whose figures, place, periods, and the day that they are shown as at."""
    parts = [
        describe_measure(trend),
        whose(trend) or format_agencies(chosen),
        format_localities(chosen),
        describe_periods(trend),
        f"as at {format_date(chosen.as_of)}" if chosen.as_of else "",
        trend.note,
        trend.protection,
    ]
    return " · ".join(part for part in parts if part)


def whose(trend: Trend) -> str:
    """The agency of a series that is one agency's own, else ""."""
    if trend.agency == ALL:
        return ""
    agency = queries.plan().agency(trend.agency)
    return f"{agency.short_name} (covers {agency.covers})" if agency.covers else agency.short_name


@dataclass(frozen=True)
class DrawnChart:
    """A chart as its readers see it, with nothing in it that they do not; `filters` in words.
    `draw` and `figures` are called when it is taken away."""

    title: str
    draw: Callable[[], Chart]
    figures: Callable[[], pd.DataFrame]
    selection: Selection
    filters: str
    source: str


def offered_drawing(
    file: str,
    title: str,
    draw: Callable[[], Chart],
    figures: Callable[[], pd.DataFrame],
    source: str = "",
) -> OfferedChart:
    """The chart of a page with filters. `draw` draws it for a light ground."""
    chosen = selection()
    filters = describe_selection(chosen)
    drawn = DrawnChart(title, draw, figures, chosen, filters, source)
    return OfferedChart(
        chosen,
        f"{file}, {chosen.audience}",
        f"chart: {title}",
        filters,
        partial(drawing_export, drawn),
    )


def drawing_export(drawn: DrawnChart, acting: User) -> ChartExport:
    """Raises NotAllowed."""
    user, chosen = signed_in_user.reload_user(acting), drawn.selection
    require(queries.store(), user, NEEDS[chosen.audience], localities=chosen.localities)
    shows = f"{drawn.title} · {drawn.filters}"
    return ChartExport(
        title=drawn.title,
        subtitle=drawn.filters,
        chart=drawn.draw(),
        figures=drawn.figures(),
        notes=(drawn.source,) if drawn.source else (),
        marking=marking_of_view(chosen.audience, acting.signature, shows),
        synthetic=sample_notice(queries.store()),
    )
