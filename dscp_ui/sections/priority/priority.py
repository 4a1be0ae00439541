"""A priority page: the wall of its indicators, or one of them in focus."""

from __future__ import annotations

from html import escape

import streamlit as st

from dscp_data.catalogue import Catalogue, Indicator, Outcome, Priority
from dscp_data.summaries.headlines import describe_priority
from dscp_data.summaries.reform_plan import describe_plan
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.filters import describe_selection, selection
from dscp_ui.frame.heading import draw_heading, draw_page_heading
from dscp_ui.frame.page_links import SERIES, indicator_address
from dscp_ui.runtime import url_state
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.indicator.indicator import show_indicator
from dscp_ui.sections.priority.mapping_meetings import show_mapping_meetings
from dscp_ui.sections.priority.reform_plan import plan_of, show_reform_plan
from dscp_ui.sections.priority.wall import ORDERS, Row, Trends, concern_first, film_strip, wall

FEW_TILES = 3  # that need neither a list to choose from nor an order
PLAN_IS_OF_ALL = (
    "Milestones of all agencies and the whole area. Filters change only the measures at the end."
)


def show_priority(number: int) -> None:
    """The whole page of one priority, the first being 1."""
    plan, chosen = queries.plan(), selection()
    priority = plan.priorities[number - 1]
    indicators = plan.indicators_of(priority.id)
    table = queries.overview(chosen, tuple(one.id for one in indicators))
    by_indicator = queries.judged_trends(chosen)
    trends = {
        (trend.indicator.id, trend.agency): trend
        for one in indicators
        for trend in by_indicator[one.id]
    }
    rows = concern_first(table, trends)
    url_state.draw_box(url_state.INDICATOR)
    url_state.draw_box(SERIES)
    focus = next((one for one in indicators if one.id == url_state.text("indicator")), None)
    if focus is None:
        explain_other_indicator(url_state.text(url_state.INDICATOR))
        finding = plan_finding(indicators, chosen) or describe_priority(priority.short_title, table)
        show_wall(priority, finding, rows, trends, chosen)
    else:
        show_focus(focus, priority, rows, trends, chosen)


def explain_other_indicator(asked: str) -> None:
    """Say of a link to an indicator that is not here where it is, or that there is none."""
    plan = queries.plan()
    known = next((one for one in plan.indicators if one.id == asked), None)
    if known is not None:
        priority = plan.priority(known.priorities[0])
        address = escape(indicator_address(known.id, priority.id))
        link = f'<a class="opens" href="{address}">{escape(known.short_name)}</a>'
        where = f"Priority {priority.word}"
        st.html(f'<p class="empty">This link asks for {link}, which is under {where}.</p>')
    elif asked:
        text = f"This link asks for “{escape(asked)}”, which is not an indicator. All are shown."
        st.html(f'<p class="empty">{text}</p>')


def show_wall(
    priority: Priority, finding: str, rows: list[Row], trends: Trends, chosen: Selection
) -> None:
    indicators = queries.plan().indicators_of(priority.id)
    has_plan = any(one.worked_out_from == "actions" for one in indicators)
    scale = "each on its own scale, usual range shaded"
    if has_plan:
        draw_heading(finding, PLAN_IS_OF_ALL, css="beside-menu")
        show_reform_plan(chosen)
        st.html(
            '<h2 class="part">Measures of the plan</h2>'
            f'<p class="under">{escape(describe_selection(chosen))} · {scale}</p>'
        )
    else:
        draw_page_heading(finding, chosen, scale)
    order = "concern"
    if len(rows) > FEW_TILES:
        with st.container(horizontal=True, vertical_alignment="bottom", key="wall-line"):
            choose_indicator(rows, priority)
            order = url_state.segmented(
                "Order", "order", ORDERS, default="concern", label_visibility="collapsed"
            )
    st.html(wall(rows, trends, priority.id, order))
    if any(one.worked_out_from == "concerns" for one in indicators):
        show_mapping_meetings(chosen)
    show_why(priority, queries.plan_at(chosen.as_of))


def plan_finding(indicators: tuple[Indicator, ...], chosen: Selection) -> str:
    """The finding of a priority that has a plan of milestones; "" where there is none to see."""
    has_plan = any(one.worked_out_from == "actions" for one in indicators)
    if not has_plan or not effective_user.can("see-records"):
        return ""
    found = plan_of(chosen)
    return "" if found.empty else describe_plan(found)


def show_focus(
    indicator: Indicator, priority: Priority, rows: list[Row], trends: Trends, chosen: Selection
) -> None:
    series = url_state.text(SERIES)
    own = [row for row in rows if row["indicator"] == indicator.id]
    current = next((row for row in own if row["agency"] == series), own[0])
    path = st.session_state["priority_pages"][priority.id].url_path
    at = (current["indicator"], current["agency"])
    with st.container(horizontal=True, vertical_alignment="center", key="film-line"):
        choose_indicator(rows, priority)
        st.html(film_strip(rows, trends, priority.id, at, path))
    show_indicator(indicator, chosen, priority)
    if indicator.worked_out_from == "concerns" or indicator.kind == "distinct":
        show_mapping_meetings(chosen)
    if indicator.worked_out_from == "actions":
        st.header("Reform action plan", anchor=False)
        show_reform_plan(chosen)


def choose_indicator(rows: list[Row], priority: Priority) -> None:
    """A list of the indicators to search by name; the address carries the choice."""
    by_id = {one.id: one.name for one in queries.plan().indicators_of(priority.id)}
    names = {id: by_id[id] for id in dict.fromkeys(row["indicator"] for row in rows)}
    url_state.optional_select(
        "Indicator",
        url_state.INDICATOR,
        names,
        box=False,
        placeholder="All indicators",
        label_visibility="collapsed",
        width=300,
    )


def show_why(priority: Priority, plan: Catalogue) -> None:
    with st.expander("Why this priority, and its outcomes", key=f"why-{priority.id}"):
        st.write(priority.why)
        for outcome in plan.outcomes_of(priority.id):
            source = escape_markdown(plan.source(outcome.source).means)
            st.markdown(f"- {escape_markdown(wording(outcome))} · :gray[{source}]")


def wording(outcome: Outcome) -> str:
    if outcome.wording.startswith(outcome.id):
        return outcome.wording
    return f"{outcome.id} {outcome.wording}"
