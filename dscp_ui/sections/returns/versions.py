"""What changed between two versions of a return: figures and register lines."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.summaries.register_history import describe_lines
from dscp_data.summaries.return_history import (
    describe_counts,
    describe_differences,
    totals_by_indicator,
)
from dscp_ui import queries
from dscp_ui.widgets.download_buttons import offer_table

SHOWN_IN_FULL = 6


def show_versions(row: pd.Series, history: pd.DataFrame, every: pd.DataFrame) -> None:
    """What changed between this return and another of the same agency."""
    own = row["agency"]
    kin = every[every["agency"].isna() if pd.isna(own) else every["agency"].eq(own)]
    others = [int(id) for id in kin["id"] if id != row["id"]]
    if not others:
        return
    st.subheader("Compare versions", anchor=False)
    related = history[history["other"].isin(others)]
    shared = related.groupby("other")["figures"].max()
    closest = others.index(int(shared.idxmax())) if len(shared) else None
    files = kin.set_index("id")["file"]
    other = st.selectbox(
        "Compare with",
        others,
        index=closest,
        placeholder="Choose another return from the same agency",
        format_func=lambda id: f"Return {id}: {files[id]}",
        key=f"compare-{row['id']}",
    )
    if other is not None:
        older, newer = sorted((int(row["id"]), other))
        show_figures(older, newer)
        show_register_lines(older, newer)


def show_figures(older: int, newer: int) -> None:
    differences = queries.run_sql("compare_returns", older=older, newer=newer)
    if differences.empty:
        return
    st.write(f"From return {older} to return {newer}: {describe_counts(differences)}.")
    plan = queries.plan()
    table = describe_differences(differences, plan)
    if table.empty:
        return
    show_table(table, "figures", older, newer)
    with st.expander("Totals by indicator"):
        st.dataframe(
            totals_by_indicator(differences, plan),
            hide_index=True,
            key=f"totals-{older}-{newer}",
            alt=f"Counts and totals for return {older} and return {newer} by indicator",
        )
    st.caption(
        "A figure missing from the later return still counts, unless the later return replaced the "
        "earlier one completely."
    )
    offer(table, "figures", older, newer)


def show_register_lines(older: int, newer: int) -> None:
    """Lines of areas of concern, mapping meetings, evidence and the reform plan."""
    differences = queries.run_sql("compare_registers", older=older, newer=newer)
    if differences.empty:
        return
    st.write(
        f"Register entries from return {older} to return {newer}: {describe_counts(differences)}."
    )
    table = describe_lines(differences, queries.plan())
    if table.empty:
        return
    show_table(table, "entries", older, newer)
    st.caption("An entry missing from the later return still counts. The newest version is used.")
    offer(table, "entries", older, newer)


def show_table(table: pd.DataFrame, what: str, older: int, newer: int) -> None:
    st.dataframe(
        table,
        hide_index=True,
        height=260 if len(table) > SHOWN_IN_FULL else "content",
        key=f"differences-{what}-{older}-{newer}",
        alt=f"Changed {what} between return {older} and return {newer}, with their cells",
    )


def offer(table: pd.DataFrame, what: str, older: int, newer: int) -> None:
    with st.container(horizontal=True):
        offer_table(
            f"Download changed {what}",
            table,
            f"return {older} to return {newer}, {what}",
            f"changed {what} from return {older} to return {newer}",
            action="see-originals",
            agencies=queries.senders_of(older),  # both are of the same
            key=f"differences-{what}-{older}-{newer}-as",
        )
