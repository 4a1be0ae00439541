"""The overview: how each priority stands, and every indicator in one table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.overview import counts_by_priority
from dscp_data.words import counted, long_date
from dscp_ui import data
from dscp_ui.filters import echo, selection
from dscp_ui.sections.priority import CHOSEN
from dscp_ui.sections.table import COLUMNS, icon_columns


def show_overview() -> None:
    plan, chosen = data.plan(), selection()
    partnership = plan.partnership
    st.subheader(f"{partnership.name}: {partnership.plan_title}", anchor=False)
    echo(chosen)
    table = data.overview(chosen, tuple(indicator.id for indicator in plan.indicators))
    priority_cards(table)
    icon_table(table)
    freshness(chosen.as_of)


def priority_cards(table: pd.DataFrame) -> None:
    """For each priority, how many of its series improve, concern, stay or cannot be judged."""
    counts = counts_by_priority(table, data.plan())
    for column, priority in zip(st.columns(len(counts)), data.plan().priorities, strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(
                f"**{priority.id} {priority.short_title}**  \n{card(counts.loc[priority.id])}"
            )


def card(row: pd.Series) -> str:
    """The counts of one priority, a line each; a neutral move only where there is one."""
    moved = int(row["up"] + row["down"])
    few = int(row["too few points"] + row["no figures"])
    lines = [
        f":orange[**{row['concern']}** concern]",
        f":blue[**{row['improvement']}** improvement]",
        *([f":violet[**{moved}** higher or lower]"] if moved else []),
        f"**{row['common cause']}** in the usual range",
        f"**{few}** with too few figures",
    ]
    return "  \n".join(lines)


def icon_table(table: pd.DataFrame) -> None:
    st.markdown("**Every indicator, concern first.** Choose a row to open it.")
    picked = st.dataframe(
        icon_columns(table),
        key="icon-table",
        hide_index=True,
        height=420,
        on_select="rerun",
        selection_mode="single-cell",
        alt="Every indicator with latest value, change on a year, sparkline and signal",
        column_config=COLUMNS,
    )
    open_pick(picked, table)


def open_pick(picked: object, table: pd.DataFrame) -> None:
    """Go to the page of the indicator that was clicked."""
    cells = picked["selection"]["cells"]  # type: ignore[index]
    if not cells or st.session_state.get("opened") == cells[0]:
        return
    st.session_state["opened"] = cells[0]
    row = table.iloc[cells[0][0]]
    page = st.session_state["priority_pages"][row["priorities"][0]]
    st.switch_page(page, query_params={**st.query_params.to_dict(), CHOSEN: row["indicator"]})


def freshness(as_of: object) -> None:
    """Whose figures are in it, and up to when."""
    senders = data.answer("senders", as_of=as_of)
    if senders.empty:
        st.info("No returns are held yet. Upload one on the Returns page.")
        return
    newest = senders["last_received"].max()
    agencies = senders["agency"].nunique()
    st.caption(
        f"Figures from {counted(agencies, 'agency', 'agencies')}; "
        f"the last return came on {long_date(newest)}."
    )
