"""The Executive's view: one page, and one sheet of paper."""

from __future__ import annotations

from datetime import date, datetime
from html import escape

import pandas as pd
import streamlit as st

from dscp_data.meetings.actions import actions, describe_action
from dscp_data.model.clock import day_shown
from dscp_data.model.text import join_list
from dscp_data.store.records.meetings import read_notes
from dscp_data.summaries.executive import summaries
from dscp_data.summaries.reform_plan import describe_plan
from dscp_data.summaries.reform_scrutiny import Concern, describe_scrutiny, scrutiny
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.heading import draw_page_heading
from dscp_ui.widgets.html_table import draw_table

MOST = 6
SIGNALS = ("concern", "improvement")


def show_executive(chosen: Selection) -> None:
    plan, day = queries.plan_at(chosen.as_of), day_shown(chosen.as_of)
    table = queries.overview(chosen, tuple(one.id for one in plan.indicators))
    log, found = queries.evidence_log(chosen.as_of), queries.coverage(chosen.as_of)
    reform = queries.milestones(day, chosen.as_of)
    concerns = [] if reform.empty else scrutiny(
        reform, queries.position_dates(chosen.as_of), day
    )  # fmt: skip
    draw_page_heading(headline(table, reform), chosen)
    with st.container(key="executive"):  # one sheet of paper
        left, right = st.columns([1.35, 1], gap="large")
        with left:
            st.html(
                "".join(
                    f'<section class="priority-summary"><h2 class="part">{escape(one.title)}</h2>'
                    f"<p>{' '.join(escape(sentence) for sentence in one.sentences)}</p></section>"
                    for one in summaries(plan, table, log, found, reform, day)
                )
            )
        with right:
            show_signals(table)
            show_late(chosen, day)
        show_concerns(concerns)
        show_meetings(chosen.as_of, day)


def show_concerns(concerns: list[Concern]) -> None:
    """The first few milestones of the reform plan to scrutinise, and why."""
    if not concerns:
        return
    rows = concerns[:MOST]
    draw_table(
        pd.DataFrame(
            {
                "Milestone": [one.title for one in rows],
                "Lead": [one.lead for one in rows],
                "Why": [one.why for one in rows],
            }
        ),
        f"Reform plan: {describe_scrutiny(concerns)}"
        + (f", the first {MOST}" if len(concerns) > MOST else ""),
    )


def headline(table: pd.DataFrame, reform: pd.DataFrame) -> str:
    counts = table["status"].value_counts()
    concern = int(counts.get("concern", 0))
    text = "No measure is a concern"
    if concern:
        text = f"{concern} {'measure is' if concern == 1 else 'measures are'} a concern"
    plan = f"; {describe_plan(reform)[0].lower()}{describe_plan(reform)[1:]}" if len(reform) else ""
    return f"{text}, {int(counts.get('improvement', 0))} improve{plan}"


def show_signals(table: pd.DataFrame) -> None:
    rows = table[table["status"].isin(SIGNALS)].sort_values("order").head(MOST * 2)
    if rows.empty:
        return
    draw_table(
        pd.DataFrame(
            {
                "Measure": rows["short_name"].to_list(),
                "Latest": rows["latest"].to_list(),
                "Signal": rows["status"].str.capitalize().to_list(),
            }
        ),
        "Measures with a signal",
    )


def show_late(chosen: Selection, day: date) -> None:
    due = queries.due(day, chosen.as_of)
    late = due[due["standing"] == "late"]["agency"].unique()
    names = [one.short_name for one in queries.plan().agencies if one.id in late]
    st.caption(f"Late with figures: {join_list(names)}." if names else "No agency is late.")


def show_meetings(as_of: datetime | None, day: date) -> None:
    """The latest decisions and the actions still open, for those who may see meetings."""
    if not effective_user.can("see-meetings"):
        return
    found = [one for one in actions(queries.store(), as_of) if one.is_open]
    notes = read_notes(queries.store(), None, as_of)
    decisions = [one for one in notes if one.kind == "decision"]
    left, right = st.columns(2, gap="large")
    with left:
        draw_table(
            pd.DataFrame({"Decision": [one.text for one in reversed(decisions[-MOST:])]}),
            "Latest decisions",
        )
    with right:
        draw_table(
            pd.DataFrame(
                {
                    "Open action": [one.entry.text for one in found[:MOST]],
                    "Who and when": [
                        describe_action(one, queries.plan(), day) for one in found[:MOST]
                    ],
                }
            ),
            "Actions still open",
        )
