"""A priority of the plan: its indicators on the left, the chosen one on the right."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.catalogue import Catalogue, Indicator, Outcome, Priority
from dscp_ui import queries
from dscp_ui.frame.filters import selection, show_selection
from dscp_ui.runtime import style, url_state
from dscp_ui.sections.indicator.indicator import show_indicator
from dscp_ui.sections.priority.mapping_meetings import show_mapping_meetings
from dscp_ui.sections.priority.reform_plan import show_reform_plan
from dscp_ui.widgets.indicator_table import NARROW, icon_columns

LONG_LIST, LIST_HEIGHT = 15, 560


def show_priority(id: str) -> None:
    """The whole page of one priority."""
    plan, chosen = queries.plan(), selection()
    priority = plan.priority(id)
    indicators = plan.indicators_of(id)
    heading(priority, plan)
    show_selection(chosen)
    table = queries.overview(chosen, tuple(i.id for i in indicators))
    with st.container(key=style.LAST_FIRST):
        left, right = st.columns([3, 4], gap="medium")
    with left:
        indicator_list(table, id)
    with right:
        show_indicator(choose(indicators, table), chosen)
    if any(i.worked_out_from == "concerns" for i in indicators):
        show_mapping_meetings(chosen)
    if any(i.worked_out_from == "actions" for i in indicators):
        show_reform_plan(chosen)


def heading(priority: Priority, plan: Catalogue) -> None:
    st.title(f"Priority {priority.word}: {priority.title}", anchor=False)
    with st.expander("Why this priority, and its outcomes", key=f"why-{priority.id}"):
        st.write(priority.why)
        for outcome in plan.outcomes_of(priority.id):
            st.markdown(f"- {wording(outcome)} · :gray[{plan.source(outcome.source).means}]")


def wording(outcome: Outcome) -> str:
    if outcome.wording.startswith(outcome.id):
        return outcome.wording
    return f"{outcome.id} {outcome.wording}"


def indicator_list(table: pd.DataFrame, priority: str) -> None:
    """The indicators, concern first; a click on a row shows that one."""
    picked = st.dataframe(
        icon_columns(table, NARROW),
        key=f"list-{priority}",
        hide_index=True,
        height=LIST_HEIGHT if len(table) > LONG_LIST else "content",
        on_select="rerun",
        selection_mode="single-cell",
        alt="Indicators for this priority with latest value and signal, concerns first",
        column_config=NARROW,
    )
    take_pick(picked, table, priority)


def take_pick(picked: object, table: pd.DataFrame, priority: str) -> None:
    """A new click on the list sets the chosen indicator; an old one leaves it alone."""
    cells = picked["selection"]["cells"]  # type: ignore[index]
    seen = f"picked-{priority}"
    if cells and st.session_state.get(seen) != cells[0]:
        st.session_state[seen] = cells[0]
        st.session_state[url_state.INDICATOR] = table["indicator"].iloc[cells[0][0]]


def choose(indicators: tuple[Indicator, ...], table: pd.DataFrame) -> Indicator:
    """The indicator to show: the reader's choice, which the URL carries, or the first listed."""
    by_id = {indicator.id: indicator for indicator in indicators}
    names = {id: by_id[id].name for id in dict.fromkeys(table["indicator"])}
    if st.session_state.get(url_state.INDICATOR, "") not in names:
        url_state.set_value(url_state.INDICATOR, "")
    chosen = url_state.select("Indicator", url_state.INDICATOR, names, default=next(iter(names)))
    return by_id[chosen]
