"""Golden Threads: signals and evidence across the priorities."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dscp_data.catalogue import Catalogue
from dscp_data.model.frames import as_records
from dscp_data.model.text import format_date, join_list, pluralise
from dscp_data.summaries.evidence_log import CHILD_VOICE, voices
from dscp_data.summaries.golden_threads import crossings, describe_gaps, evidence_on
from dscp_data.summaries.triangulation import pieces
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.banners import show_withheld_notice
from dscp_ui.frame.filters import selection
from dscp_ui.frame.heading import draw_page_heading
from dscp_ui.frame.page_links import address_of
from dscp_ui.runtime import url_state
from dscp_ui.sections.evidence.plan_form import offer_threads
from dscp_ui.sections.evidence.voices import quotes
from dscp_ui.sections.indicator import reconciliation
from dscp_ui.sections.indicator.evidence import evidence_html
from dscp_ui.sections.overview.board import series_table
from dscp_ui.sections.priority.weave import Crossings, weave
from dscp_ui.widgets.html_table import draw_table
from dscp_ui.widgets.run_command import show_failure

MOST_QUOTED, MOST_VOICES = 2, 8  # beside the weave, and below it
OUR_LINKS = "the plan does not link indicators to threads: the links are our own and can be changed"


def show_golden_threads() -> None:
    chosen = selection()
    plan = queries.plan_at(chosen.as_of)
    table = queries.overview(chosen, tuple(i.id for i in plan.indicators if i.golden_threads))
    evidence = evidence_for(chosen)
    found = crossings(table, evidence, plan)
    draw_page_heading(describe_gaps(found), chosen, OUR_LINKS)
    url_state.draw_box("thread")
    names = {thread.id: thread.name for thread in plan.golden_threads}
    known = url_state.text("thread")
    thread = known if known in names else next(iter(names))
    left, right = st.columns([1.9, 1], gap="large")
    with left:
        st.html(weave(found, plan, thread))
    with right:
        show_thread(thread, names, found, evidence_on(evidence, thread), plan)
    show_indicators(table, thread, chosen)
    if chosen.audience == "exact":
        reconciliation.show_pairs_of_thread(thread, chosen)
    own = evidence_on(evidence, thread)
    if effective_user.can("see-records"):
        show_voices(thread, voices(own))
    show_evidence(without_voices(own), plan)
    show_failure()
    offer_threads(plan)


def show_thread(
    thread: str,
    names: dict[str, str],
    found: Crossings,
    evidence: pd.DataFrame,
    plan: Catalogue,
) -> None:
    """The chosen thread: what was found about it, and where nothing was."""
    url_state.optional_select(
        "Golden Thread", "thread", names, box=False, placeholder=names[thread]
    )
    of_children, others = voices(evidence), without_voices(evidence)
    if len(of_children):
        heading = f"Heard {format_voices(of_children)}"
        quoted = quotes(of_children.head(MOST_QUOTED))
        st.html(f'<h2 class="part">{heading}</h2>{quoted}')
    if len(others):
        st.html(evidence_html(pieces(others), "other " if len(of_children) else ""))
    gaps = [
        priority.short_title for priority in plan.priorities if found[thread, priority.id].is_gap
    ]
    if gaps:
        where = escape(join_list(gaps))
        gap = '<b class="concern">Gap</b> No measure and no evidence under'
        st.html(f'<p class="gaps">{gap} {where}.</p>')


def evidence_for(chosen: Selection) -> pd.DataFrame:
    """The evidence log; none of it for a wider audience, because its words may name a child."""
    if not effective_user.can("see-records"):
        return pd.DataFrame(columns=["golden_threads", "outcomes", "rating", "type", "date"])
    return queries.evidence_log(chosen.as_of)


def show_indicators(table: pd.DataFrame, thread: str, chosen: Selection) -> None:
    plan = queries.plan_at(chosen.as_of)
    ids = [indicator.id for indicator in plan.indicators_on(thread)]
    of_thread = table[table["indicator"].isin(ids)]
    if of_thread.empty:
        st.info("No indicators are linked to this thread.")
        return
    by_indicator = queries.judged_trends(chosen)
    trends = {(one.indicator.id, one.agency): one for id in ids for one in by_indicator[id]}
    name = next(one.name for one in plan.golden_threads if one.id == thread)
    st.html(series_table(f"Indicators of {escape(name)}", as_records(of_thread), trends))


def format_voices(found: pd.DataFrame) -> str:
    """As "from children and families 12 times, last on 3 May 2026"."""
    last = format_date(found["date"].max().date())
    return f"from children and families {pluralise(len(found), 'time')}, last on {last}"


def without_voices(evidence: pd.DataFrame) -> pd.DataFrame:
    return evidence[evidence["type"] != CHILD_VOICE] if len(evidence) else evidence


def show_voices(thread: str, found: pd.DataFrame) -> None:
    """What children and families said on the thread, apart from what others found."""
    if found.empty:
        return
    st.header("What children and families said", anchor=False)
    st.html(f'<div class="voices">{quotes(found.head(MOST_VOICES))}</div>')
    if len(found) > MOST_VOICES:
        where = escape(address_of("evidence", evidence_view="voice", voice_thread=thread))
        st.html(
            f'<p class="under">The newest {MOST_VOICES} of {len(found)}. '
            f'<a class="opens" href="{where}">All of them</a></p>'
        )


def show_evidence(evidence: pd.DataFrame, plan: Catalogue) -> None:
    st.header("Other evidence", anchor=False)
    if show_withheld_notice("The evidence log is", "see-records"):
        return
    if evidence.empty:
        st.info("There is no evidence for this thread yet. Agencies send it with their returns.")
        return
    types = {type.id: type.name for type in plan.evidence_types}
    agencies = plan.agency_names
    shown = pd.DataFrame(
        {
            "Date": evidence["date"].dt.strftime("%-d %b %Y"),
            "Agency": evidence["agency"].map(agencies),
            "Type": evidence["type"].map(types).fillna(evidence["type"]),
            "Finding": evidence["finding"],
            "Rating": evidence["rating"],
            "Outcomes": [", ".join(ids) for ids in evidence["outcomes"]],
        }
    )
    draw_table(shown, "Evidence for this thread, newest first", unseen=True)
