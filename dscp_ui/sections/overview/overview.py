"""The Overview page: what is new, how each priority is doing, and every series as a row."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.catalogue import describe_unlisted
from dscp_data.model.text import format_date, pluralise
from dscp_data.summaries.headlines import describe_apart, describe_changes_since, describe_now
from dscp_data.summaries.indicator_table import ORDER
from dscp_data.summaries.table_counts import describe_chance, describe_extent
from dscp_data.summaries.verdict_grid import ASSURANCE
from dscp_data.trends import Selection
from dscp_data.trends.finding import STATUS_WORDS
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.banners import show_withheld_notice
from dscp_ui.frame.filters import selection
from dscp_ui.frame.heading import draw_page_heading
from dscp_ui.runtime import url_state
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.overview.board import board
from dscp_ui.sections.overview.changes_since import (
    News,
    draw_since,
    news_since,
    show_process,
    since_day,
)
from dscp_ui.sections.overview.news_cards import cards
from dscp_ui.sections.overview.summary_grid import summary_grid
from dscp_ui.widgets.chart_tables import fold_table
from dscp_ui.widgets.indicator_links import linked
from dscp_ui.widgets.indicator_table import COLUMNS, SOURCES, icon_columns
from dscp_ui.widgets.status_symbols import MARKDOWN_COLOURS, shape_of

ALL_PRIORITIES, PRIORITY = "all", "priority"
IN_STRIP = ("concern", "up", "down", "improvement", "common cause")
TO_READ = "All indicators as a table, with sources and summaries"


def show_overview() -> None:
    plan, chosen = queries.plan(), selection()
    url_state.draw_box(PRIORITY)
    shown = shown_priorities()
    table = queries.overview_with_sources(chosen, tuple(one.id for one in plan.indicators))
    trends = {
        (trend.indicator.id, trend.agency): trend
        for found in queries.judged_trends(chosen).values()
        for trend in found
    }
    own_rows = table[in_priorities(table, shown)]
    news = news_for_reader(chosen, shown)
    draw_page_heading(describe_overview(news, own_rows, shown), chosen)
    note = f"{describe_extent(own_rows)}. {describe_chance(own_rows)}"
    grid = summary_grid(own_rows, note, url_state.text(PRIORITY))
    if news:
        draw_since(chosen, news.since)
        with st.container(key="summary"):
            st.html(beside(cards(news, own_rows, trends), grid))
        show_process(news, chosen)
    else:
        show_withheld_notice("Changes since the last meeting are")
        st.html(beside("", grid))
    with st.container(horizontal=True, vertical_alignment="center", key="strip-line"):
        priority_strip(table)
        narrowed = narrow_list(table)
    if narrowed.empty or not len(narrowed[in_priorities(narrowed, shown)]):
        st.info("No indicators match. Clear a filter above.")
    else:
        st.html(board(narrowed, trends, shown, news.series if news else set()))
        fold_table(TO_READ, "icon-table", lambda: to_read(narrowed, COLUMNS | SOURCES))
    freshness(chosen.as_of)


def shown_priorities() -> tuple[str, ...]:
    """The ids of the priorities that the page shows: the one that is chosen, or all."""
    every = tuple(one.id for one in queries.plan().priorities)
    return tuple(url_state.ids(PRIORITY, every)[:1]) or every


def news_for_reader(chosen: Selection, shown: tuple[str, ...]) -> News | None:
    """The news of some priorities since the last meeting; None where that is not for the reader."""
    if not effective_user.can("see-exact", localities=effective_user.chosen_localities()):
        return None
    return news_since(chosen, since_day(chosen)).of_priorities(shown, queries.plan())


def describe_overview(news: News | None, rows: pd.DataFrame, shown: tuple[str, ...]) -> str:
    """The heading, which names the priority where one is shown."""
    changes = describe_changes_since(news.meanings, news.since) if news else describe_now(rows)
    if news and news.still_apart:
        changes += f"; {describe_apart([one.locality for one in news.still_apart])}"
    if len(shown) > 1:
        return changes
    return f"{queries.plan().priority(shown[0]).short_title}: {changes[:1].lower()}{changes[1:]}"


def beside(news: str, grid: str) -> str:
    """HTML: the news, and at its right the grid of verdicts."""
    return f'<div class="summary"><div>{news}</div><div>{grid}</div></div>'


def priority_strip(table: pd.DataFrame) -> None:
    """The priorities with their counts, which narrow the page."""
    plan = queries.plan()
    names = {ALL_PRIORITIES: strip_label("All priorities", table)} | {
        one.id: strip_label(f"{one.id} {one.short_title}", table[in_priorities(table, (one.id,))])
        for one in plan.priorities
    }
    url_state.segmented(
        "Priority",
        PRIORITY,
        names,
        ALL_PRIORITIES,
        box=False,
        label_visibility="collapsed",
        width="stretch",
    )


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
    with st.popover("Signal, target, agency", type="tertiary", key="narrow"):
        named = {status.replace(" ", "-"): STATUS_WORDS[status] for status in ORDER}
        status = narrow("Signal", "status", named, "All signals")
        assured = {key.replace(" ", "-") or "none": name for name, (key,) in ASSURANCE.items()}
        target = narrow("Target", "target", assured, "All")
        agencies = {one.id: one.short_name for one in plan.agencies}
        whose = narrow("Whose figures", "whose", agencies, "All agencies")
    keep = pd.Series(True, index=table.index)
    if status:
        keep &= table["status"].str.replace(" ", "-").isin(status)
    if target:
        verdicts = table["assurance"].str.replace(" ", "-").replace("", "none")
        keep &= verdicts.isin(target)
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
    if unlisted := describe_unlisted(queries.plan()):
        st.warning(escape_markdown(unlisted))
