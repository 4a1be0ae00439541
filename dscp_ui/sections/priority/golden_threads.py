"""Golden Threads: what runs through every priority, in signals and in evidence."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.catalogue import Catalogue
from dscp_data.summaries.golden_threads import evidence_on, thread_matrix
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.filters import selection, show_selection, show_withheld_notice
from dscp_ui.runtime import url_state
from dscp_ui.sections.indicator import reconciliation
from dscp_ui.widgets.html_table import draw_table
from dscp_ui.widgets.indicator_table import COLUMNS, icon_columns


def show_golden_threads() -> None:
    plan, chosen = queries.plan(), selection()
    st.title("Golden Threads", anchor=False)
    show_selection(chosen)
    table = queries.overview(chosen, tuple(i.id for i in plan.indicators if i.golden_threads))
    evidence = evidence_for(chosen)
    matrix = thread_matrix(table, evidence, plan).rename_axis("Golden Thread").reset_index()
    draw_table(matrix, "Signals and evidence for each thread, by priority")
    st.caption(
        "The plan does not link indicators to threads. The links shown are our own and can "
        "be changed."
    )
    names = {thread.id: thread.name for thread in plan.golden_threads}
    thread = url_state.select("Golden Thread", "thread", names, default=next(iter(names)))
    show_indicators(table, thread, plan)
    if chosen.audience == "exact":
        reconciliation.show_pairs_of_thread(thread, chosen)
    show_evidence(evidence_on(evidence, thread), plan)


def evidence_for(chosen: Selection) -> pd.DataFrame:
    """The evidence log; none of it for a wider audience, because its words may name a child."""
    if not effective_user.can("see-records"):
        return pd.DataFrame(columns=["golden_threads", "outcomes"])
    return queries.run_sql("evidence", as_of=chosen.as_of)


def show_indicators(table: pd.DataFrame, thread: str, plan: Catalogue) -> None:
    ids = [indicator.id for indicator in plan.indicators_on(thread)]
    of_thread = table[table["indicator"].isin(ids)]
    if of_thread.empty:
        st.info("No indicators are linked to this thread.")
        return
    st.dataframe(
        icon_columns(of_thread),
        hide_index=True,
        height="content",
        key=f"thread-{thread}",
        alt="Indicators for this thread with latest value and signal, concerns first",
        column_config=COLUMNS,
    )


def show_evidence(evidence: pd.DataFrame, plan: Catalogue) -> None:
    st.header("Evidence log", anchor=False)
    if show_withheld_notice("The evidence log is", "see-records"):
        return
    if evidence.empty:
        st.info("There is no evidence for this thread yet. Agencies send it with their returns.")
        return
    types = {type.id: type.name for type in plan.evidence_types}
    agencies = {agency.id: agency.short_name for agency in plan.agencies}
    st.dataframe(
        pd.DataFrame(
            {
                "Date": evidence["date"].dt.strftime("%-d %b %Y"),
                "Agency": evidence["agency"].map(agencies),
                "Type": evidence["type"].map(types).fillna(evidence["type"]),
                "Finding": evidence["finding"],
                "Rating": evidence["rating"],
                "Outcomes": [", ".join(ids) for ids in evidence["outcomes"]],
            }
        ),
        hide_index=True,
        key="evidence",
        alt="Evidence for this thread, newest first",
    )
