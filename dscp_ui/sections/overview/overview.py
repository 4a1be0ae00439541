"""The Overview page: what is new, how each priority stands, and every series as a row."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.model.text import format_date, pluralise
from dscp_data.summaries.headlines import describe_changes_since, describe_now
from dscp_data.summaries.indicator_table import ORDER
from dscp_data.summaries.table_counts import describe_chance, describe_extent
from dscp_data.trends import Selection
from dscp_data.trends.finding import STATUS_WORDS
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.banners import show_withheld_notice
from dscp_ui.frame.filters import selection
from dscp_ui.frame.heading import draw_page_heading
from dscp_ui.runtime import url_state
from dscp_ui.sections.overview.board import Trends, board
from dscp_ui.sections.overview.changes_since import (
    News,
    draw_since,
    news_since,
    show_process,
    since_day,
)
from dscp_ui.sections.overview.new_for_you import show_new_for_you
from dscp_ui.sections.overview.news_cards import cards
from dscp_ui.widgets.chart_tables import fold_table
from dscp_ui.widgets.indicator_links import linked
from dscp_ui.widgets.indicator_table import COLUMNS, SOURCES, icon_columns
from dscp_ui.widgets.status_symbols import MARKDOWN_COLOURS, shape_of

ALL_PRIORITIES = "all"
IN_STRIP = ("concern", "up", "down", "improvement", "common cause")
TO_READ = "All indicators as a table, with sources and summaries"


def show_overview() -> None:
    plan, chosen = queries.plan(), selection()
    table = queries.overview_with_sources(chosen, tuple(one.id for one in plan.indicators))
    trends = {
        (trend.indicator.id, trend.agency): trend
        for found in queries.judged_trends(chosen).values()
        for trend in found
    }
    news = news_for_reader(chosen)
    finding = describe_changes_since(news.meanings, news.since) if news else describe_now(table)
    draw_page_heading(finding, chosen)
    if news:
        show_news(news, chosen, trends)
    else:
        show_withheld_notice("Changes since the last meeting are")
    if chance := describe_chance(table):
        st.caption(f"{describe_extent(table)}. {chance}")
    with st.container(horizontal=True, vertical_alignment="center", key="strip-line"):
        shown = priority_strip(table)
        narrowed = narrow_list(table)
    if narrowed.empty or not len(narrowed[in_priorities(narrowed, shown)]):
        st.info("No indicators match. Clear a filter above.")
    else:
        st.html(board(narrowed, trends, shown, news.series if news else set()))
        fold_table(TO_READ, "icon-table", lambda: to_read(narrowed, COLUMNS | SOURCES))
    freshness(chosen.as_of)


def news_for_reader(chosen: Selection) -> News | None:
    """The news since the last meeting; None where that is not for the reader."""
    if not effective_user.can("see-exact", localities=effective_user.chosen_localities()):
        return None
    return news_since(chosen, since_day(chosen))


def show_news(news: News, chosen: Selection, trends: Trends) -> None:
    draw_since(chosen, news.since)
    st.html(cards(news.signals, news.apart, trends, news.since))
    show_process(news)
    show_new_for_you(news.since)


def priority_strip(table: pd.DataFrame) -> tuple[str, ...]:
    """The priorities with their counts, which filter the list; gives the ids that are shown."""
    plan = queries.plan()
    names = {ALL_PRIORITIES: strip_label("All priorities", table)} | {
        one.id: strip_label(f"{one.id} {one.short_title}", table[in_priorities(table, (one.id,))])
        for one in plan.priorities
    }
    chosen = url_state.segmented(
        "Priority",
        "priority",
        names,
        ALL_PRIORITIES,
        label_visibility="collapsed",
        width="stretch",
    )
    if chosen == ALL_PRIORITIES:
        return tuple(one.id for one in plan.priorities)
    return (chosen,)


def in_priorities(table: pd.DataFrame, ids: tuple[str, ...]) -> list[bool]:
    """The rows that a priority lists: a series is listed by its first one."""
    return [priorities[0] in ids for priorities in table["priorities"]]


def strip_label(name: str, rows: pd.DataFrame) -> str:
    """A priority and its counts, in colour, shape and number."""
    counts = rows["status"].value_counts()
    parts = [
        f":{MARKDOWN_COLOURS.get(status, 'gray')}[{shape_of(status, 'up')} {counts[status]}]"
        for status in IN_STRIP
        if counts.get(status)
    ]
    others = len(rows) - sum(counts.get(status, 0) for status in IN_STRIP)
    parts += [f":gray[○ {others}]"] if others else []
    return " \u2002".join([f"**{name}**", *parts])


def narrow_list(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that the list's own two filters leave."""
    plan = queries.plan()
    with st.popover("Signal and agency", type="tertiary", key="narrow"):
        named = {status.replace(" ", "-"): STATUS_WORDS[status] for status in ORDER}
        status = narrow("Signal", "status", named, "All signals")
        agencies = {one.id: one.short_name for one in plan.agencies}
        whose = narrow("Whose figures", "whose", agencies, "All agencies")
    keep = pd.Series(True, index=table.index)
    if status:
        keep &= table["status"].str.replace(" ", "-").isin(status)
    if whose:
        keep &= shares_any(table["whose"], whose)
    return table[keep].reset_index(drop=True)


def narrow(label: str, name: str, names: dict[str, str], all: str) -> tuple[str, ...]:
    return url_state.multiselect(label, name, names, placeholder=all)


def shares_any(ids: pd.Series, wanted: tuple[str, ...]) -> pd.Series:
    """Whether each tuple of ids has one of those wanted."""
    return ids.map(lambda some: not set(wanted).isdisjoint(some)).astype(bool)


def to_read(table: pd.DataFrame, columns: dict) -> pd.DataFrame:
    """The icon table without its pictures, each name a link."""
    readable = icon_columns(table, columns).drop(columns="sparkline")
    columns_of_links = [table[name] for name in ("indicator", "priorities", "name", "period_type")]
    readable["name"] = [
        linked(id, priorities[0], name, period_type)
        for id, priorities, name, period_type in zip(*columns_of_links, strict=True)
    ]
    return readable.rename(columns={name: columns[name]["label"] for name in readable})


def freshness(as_of: object) -> None:
    """Whose figures are in it, and up to when."""
    senders = queries.run_sql("senders", as_of=as_of)
    if senders.empty:
        st.info("No returns have been uploaded yet. Upload one on the Returns page.")
        return
    newest = senders["last_received"].max()
    agencies = senders["agency"].nunique()
    st.caption(
        f"Figures from {pluralise(agencies, 'agency', 'agencies')}; "
        f"the latest return was received on {format_date(newest)}."
    )
