"""The Overview page: priorities, changes, and every indicator in one table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.model.text import format_date, pluralise
from dscp_data.summaries.indicator_table import ORDER, counts_by_priority
from dscp_data.summaries.table_counts import describe_chance, describe_extent
from dscp_data.trends import Selection
from dscp_data.trends.finding import STATUS_WORDS
from dscp_ui import queries
from dscp_ui.frame.filters import selection, show_selection
from dscp_ui.runtime import url_state
from dscp_ui.sections.overview.changes_since import show_changes_since
from dscp_ui.widgets.chart_tables import fold_table
from dscp_ui.widgets.html_table import Toned, draw_table
from dscp_ui.widgets.indicator_links import linked, name_that_opens, open_picked
from dscp_ui.widgets.indicator_table import COLUMNS, SOURCES, icon_columns

TABLE_HEIGHT, ROW_HEIGHT = 420, 35
CAPTION = "Number of indicators in each priority by signal"

TO_READ = "All indicators as a table with links"


def show_overview() -> None:
    plan, chosen = queries.plan(), selection()
    partnership = plan.partnership
    st.title(f"{partnership.name}: {partnership.plan_title}", anchor=False)
    show_selection(chosen)
    table = queries.overview(chosen, tuple(indicator.id for indicator in plan.indicators))
    left, right = st.columns([9, 11], gap="medium")
    with left:
        priorities(table)
    with right:
        show_changes_since(chosen)
    if chance := describe_chance(table):
        st.caption(f"{describe_extent(table)}. {chance}")
    icon_table(chosen)
    freshness(chosen.as_of)


def priorities(table: pd.DataFrame) -> None:
    """For each priority, how many of its series improve, concern, stay or cannot be judged; a
    neutral move only where there is one."""
    plan = queries.plan()
    counts = counts_by_priority(table, plan)
    moved, not_judged = counts["up"] + counts["down"], counts["not judged"]
    by_county = counts["not by locality"]
    columns = {
        "Priority": [f"{one.id} {one.short_title}" for one in plan.priorities],
        "Concern": [coloured(n, "orange") for n in counts["concern"]],
        "Better": [coloured(n, "blue") for n in counts["improvement"]],
        **({"Moved": [coloured(n, "violet") for n in moved]} if moved.any() else {}),
        **(
            {"Not clear": counts["not clear"].astype(str).tolist()}
            if counts["not clear"].any()
            else {"Usual": counts["common cause"].astype(str).tolist()}
        ),
        **({"Not judged": not_judged.astype(str).tolist()} if not_judged.any() else {}),
        "Too few": (counts["too few points"] + counts["no figures"]).astype(str).tolist(),
        **({"Not by locality": by_county.astype(str).tolist()} if by_county.any() else {}),
    }
    numbers = list(columns)[1:]
    draw_table(pd.DataFrame(columns), CAPTION, numbers=numbers, unseen=True)


def coloured(count: int, colour: str) -> Toned | str:
    """A count that stands out where it is not nought."""
    return Toned(f"{count}", colour) if count else "0"


def icon_table(chosen: Selection) -> None:
    whole = queries.overview_with_sources(chosen, tuple(i.id for i in queries.plan().indicators))
    title, *boxes = st.columns([4, 2, 2, 2], vertical_alignment="center")
    title.header("All indicators, concerns first. Select a name to open it.", anchor=False)
    shown = filtered(whole, boxes)
    if shown.empty:
        st.info("No indicators match. Clear a filter above.")
        return
    columns = COLUMNS | SOURCES
    st.dataframe(
        icon_columns(shown, columns),
        key="icon-table",
        hide_index=True,
        height=TABLE_HEIGHT if len(shown) > TABLE_HEIGHT // ROW_HEIGHT else "content",
        alt="All indicators with latest value, change from a year earlier, sparkline, signal and "
        "target",
        column_config=columns | {"name": name_that_opens("open", COLUMNS["name"])},
    )
    open_picked(shown, "open")
    fold_table(TO_READ, "icon-table", lambda: to_read(shown, columns))


def to_read(table: pd.DataFrame, columns: dict) -> pd.DataFrame:
    """The icon table without its pictures, each name a link."""
    readable = icon_columns(table, columns).drop(columns="sparkline")
    rows = zip(table["indicator"], table["priorities"], table["name"], strict=True)
    readable["name"] = [linked(id, priorities[0], name) for id, priorities, name in rows]
    return readable.rename(columns={name: columns[name]["label"] for name in readable})


def filtered(table: pd.DataFrame, boxes: list) -> pd.DataFrame:
    """The rows that the table's own three filters leave."""
    plan = queries.plan()
    with boxes[0]:
        named = {one.id: f"{one.id} {one.short_title}" for one in plan.priorities}
        priority = narrow("Priority", "priority", named, "All priorities")
    with boxes[1]:
        named = {status.replace(" ", "-"): STATUS_WORDS[status] for status in ORDER}
        status = narrow("Signal", "status", named, "All signals")
    with boxes[2]:
        named = {one.id: one.short_name for one in plan.agencies}
        whose = narrow("Whose figures", "whose", named, "All agencies")
    keep = pd.Series(True, index=table.index)
    if priority:
        keep &= shares_any(table["priorities"], priority)
    if status:
        keep &= table["status"].str.replace(" ", "-").isin(status)
    if whose:
        keep &= shares_any(table["whose"], whose)
    return table[keep].reset_index(drop=True)


def shares_any(ids: pd.Series, wanted: tuple[str, ...]) -> pd.Series:
    """Whether each tuple of ids has one of those wanted."""
    return ids.map(lambda some: not set(wanted).isdisjoint(some)).astype(bool)


def narrow(label: str, name: str, names: dict[str, str], all: str) -> tuple[str, ...]:
    return url_state.multiselect(label, name, names, placeholder=all, label_visibility="collapsed")


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
