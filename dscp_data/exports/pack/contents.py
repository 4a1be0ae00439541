"""What a pack shows, before it is known in which format: each format writes the same pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dscp_data.catalogue import Catalogue
from dscp_data.exports.marked_csv import Marking
from dscp_data.model.clock import today
from dscp_data.model.revised_mark import RevisedMark
from dscp_data.model.text import format_datetime, pluralise
from dscp_data.settings import last_meeting, settings_at
from dscp_data.store import Store
from dscp_data.summaries.changes_since import as_of_day_end, signals_between
from dscp_data.summaries.indicator_table import ORDER, series_name
from dscp_data.trends import ALL, Selection, Trend, trends
from dscp_data.trends.assurance import assurance_of, describe_assurance
from dscp_data.trends.facts import Fact, describe_measure, describe_periods, facts_of
from dscp_data.trends.finding import MOVED, finding, status

UNKNOWN = "–"
SAMPLES = "Sample data: these figures are invented"
SMALL_NOTE = "Small numbers are shown as ranges."


@dataclass(frozen=True)
class Remark:
    """One of "what, so what, now what", a decision or an action, as people wrote it."""

    label: str
    text: str


@dataclass(frozen=True)
class PackPage:
    """One series: its finding as a title, the line under it, its facts, its notes, what people
    said about it, and the figures that were revised since a meeting saw them."""

    trend: Trend
    name: str
    title: str
    subtitle: str
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()
    marks: tuple[RevisedMark, ...] = ()


@dataclass(frozen=True)
class TextPage:
    """A page without a chart: a title and lines, or a table with its heading first."""

    title: str
    lines: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Pack:
    """Pages in order, then pages of text, with what the cover says. `synthetic` says that the
    figures are invented."""

    title: str
    marking: Marking
    pages: tuple[PackPage, ...]
    synthetic: str = ""
    text_pages: tuple[TextPage, ...] = ()

    @cached_property
    def cover_lines(self) -> tuple[str, ...]:
        """What the cover says below its title."""
        return tuple(
            line
            for line in (
                f"{pluralise(len(self.pages), 'chart')} of {self.marking.filters}",
                f"Made by {self.marking.made_by} on {format_datetime(self.marking.made_at)}",
                f"Data version {self.marking.data_version}. Figures: {self.marking.profile}",
                self.marking.handling,
                self.synthetic,
            )
            if line
        )


def sample_notice(store: Store) -> str:
    """That the figures are invented, where any of them is; else ""."""
    return SAMPLES if store.query("has_samples")["holds"].iloc[0] else ""


def page_of(
    trend: Trend,
    plan: Catalogue,
    title: str = "",
    remarks: tuple[Remark, ...] = (),
    marks: tuple[RevisedMark, ...] = (),
) -> PackPage:
    """The page of a trend. Its title is its finding, unless another says what is new about it."""
    place = plan.partnership.place
    if trend.locality != ALL:
        place = plan.locality(trend.locality).name
    subtitle = [describe_measure(trend), place, describe_periods(trend), trend.note]
    return PackPage(
        trend=trend,
        name=series_name(trend, plan),
        title=title or finding(trend),
        subtitle=" · ".join(part for part in [*subtitle, trend.protection] if part),
        facts=tuple(fact for fact in facts_of(trend) if fact.value != UNKNOWN),
        notes=tuple(notes_of(trend, plan)),
        remarks=remarks,
        marks=marks,
    )


def notes_of(trend: Trend, plan: Catalogue) -> Iterable[str]:
    """What a reader must know beside the chart: target, incomplete points, ranges and source."""
    if assurance_of(trend):
        yield describe_assurance(trend)
    columns = trend.columns
    missing = columns["missing"][~columns["complete"].astype(bool)]
    names = columns["name"][~columns["complete"].astype(bool)]
    if len(missing):
        yield f"{names[-1]} is not complete: {missing[-1]}."
    if (columns["numerator_text"] != "").any():
        yield SMALL_NOTE
    agencies = [trend.agency] if trend.agency != ALL else trend.indicator.agencies
    senders = ", ".join(plan.agency(id).short_name for id in agencies)
    yield f"Source: returns of {senders}. Indicator {trend.indicator.id}."


def notable_pages(store: Store, selection: Selection) -> list[PackPage]:
    """A page for each series with a new signal since the last meeting, concern first; without a
    meeting or anything new, for each that is outside its usual range now."""
    now = trends(store, store.plan.indicators, selection)
    since = last_meeting(settings_at(store, selection.as_of), today())
    if since is not None:
        before = trends(store, store.plan.indicators, as_of_day_end(selection, since))
        news = signals_between(before, now, store.plan)
        if len(news):
            by_key = {(one.indicator.id, one.agency): one for one in now}
            return [
                page_of(by_key[row.indicator, row.agency], store.plan, f"{row.series}: {row.what}")
                for row in news.rename(columns={"name": "series"}).itertuples()
            ]
    moved = sorted(
        (one for one in now if status(one) in MOVED), key=lambda one: ORDER.index(status(one))
    )
    return [page_of(one, store.plan) for one in moved]


def drawn(trend: Trend, *, complete: bool) -> np.ndarray:
    """The values that a line may pass through, NaN elsewhere: a small count is a range."""
    columns = trend.columns
    small = columns["numerator_text"] != ""
    mask = (columns["complete"].astype(bool) == complete) & ~small
    return np.where(mask, columns["value"], np.nan)
