"""Coverage of the plan: every objective with its figure, its evidence, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dscp_data.catalogue import Catalogue
from dscp_data.model.periods import Period
from dscp_data.model.text import format_date, pluralise
from dscp_data.summaries.coverage import GAP_WORDS, Objective, describe_coverage
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.frame.heading import draw_page_heading
from dscp_ui.frame.page_links import indicator_address
from dscp_ui.runtime import url_state
from dscp_ui.sections.evidence.plan_form import offer_wording
from dscp_ui.widgets.html_table import Linked, Toned, draw_table

SHOWN = {"all": "Every objective", "gaps": "Only gaps"}


def show_coverage(chosen: Selection) -> None:
    plan = queries.plan_at(chosen.as_of)
    found = queries.coverage(chosen.as_of)
    draw_page_heading(
        describe_coverage(found), chosen, "evidence that names no indicator counts for its outcome"
    )
    shown = url_state.segmented("Show", "objectives", SHOWN, "all", label_visibility="collapsed")
    for priority in plan.priorities:
        own = [one for one in found if one.priority == priority.id]
        listed = [one for one in own if one.gap or shown == "all"]
        gaps = sum(bool(one.gap) for one in own)
        st.header(f"{priority.id} {priority.title}", anchor=False)
        st.caption(f"{pluralise(len(own), 'objective')}, {gaps} with a gap")
        for outcome in [*(o.id for o in plan.outcomes_of(priority.id)), ""]:
            lines = [one for one in listed if one.outcome == outcome]
            if lines:
                with st.container(key=f"coverage-{priority.id}-{outcome.replace('.', '-')}"):
                    draw_table(objective_table(lines, plan), caption_of(plan, outcome, priority.id))
    offer_wording(plan)


def caption_of(plan: Catalogue, outcome: str, priority: str) -> str:
    worded = {one.id: one.wording for one in plan.outcomes}
    if not outcome:
        return f"Priority {plan.priority(priority).word}, without a numbered outcome"
    wording = worded[outcome]
    return wording if wording.startswith(outcome) else f"{outcome} {wording}"


def objective_table(lines: Sequence[Objective], plan: Catalogue) -> pd.DataFrame:
    types = {one.id: one.name for one in plan.evidence_types}
    return pd.DataFrame(
        {
            "Objective, as the plan words it": [one.wording or "No indicator" for one in lines],
            "Indicator": [link(one, plan) for one in lines],
            "Newest figure": [newest_figure(one, plan) for one in lines],
            "Evidence": [one.evidence for one in lines],
            "By activity": [
                ", ".join(f"{types.get(id, id)} {count}" for id, count in one.by_type)
                for one in lines
            ],
            "Newest": [
                format_date(one.newest_evidence) if one.newest_evidence else "" for one in lines
            ],
            "Missing": [missing(one) for one in lines],
        }
    )


def missing(one: Objective) -> object:
    """What an objective lacks, plainly; evidence may be of its outcome alone."""
    if one.gap:
        return Toned(f"◆ {GAP_WORDS[one.gap]}", "concern")
    return "" if one.named or one.indicator is None else "Evidence is for the outcome only"


def link(one: Objective, plan: Catalogue) -> object:
    if one.indicator is None:
        return ""
    name = f"{one.indicator} {plan.indicator(one.indicator).short_name}"
    return Linked(name, indicator_address(one.indicator, one.priority))


def newest_figure(one: Objective, plan: Catalogue) -> str:
    if one.newest_period is None or one.indicator is None:
        return ""
    return Period(one.newest_period, plan.indicator(one.indicator).frequency).name
