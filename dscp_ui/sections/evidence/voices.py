"""What children and families said, beside the measures it bears on."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dscp_data.model.clock import day_shown
from dscp_data.model.frames import as_records
from dscp_data.model.text import format_date, pluralise
from dscp_data.summaries.evidence_log import EvidenceFilter, filtered, voices
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.frame.heading import draw_page_heading
from dscp_ui.runtime import url_state
from dscp_ui.sections.overview.board import series_table


def show_voices(chosen: Selection) -> None:
    plan = queries.plan_at(chosen.as_of)
    every = voices(queries.evidence_log(chosen.as_of))
    draw_page_heading(describe_voices(every, chosen), chosen)
    threads = {one.id: one.name for one in plan.golden_threads}
    themes = {one.id: f"{one.id} {one.wording}" for one in plan.outcomes}
    with st.container(horizontal=True):
        thread = url_state.optional_select("Golden Thread", "voice_thread", threads, width=320)
        theme = url_state.optional_select("Theme (outcome)", "voice_theme", themes, width=480)
    wanted = EvidenceFilter(
        agencies=chosen.agencies,
        threads=(thread,) if thread else (),
        outcomes=(theme,) if theme else (),
    )
    found = filtered(every, wanted)
    st.html(f'<div class="voices">{quotes(found)}</div>')
    show_measures(found, chosen)


def describe_voices(found: pd.DataFrame, chosen: Selection) -> str:
    if found.empty:
        return "Nothing has been heard from children or families yet"
    day, last = day_shown(chosen.as_of), found["date"].max().date()
    year = int((found["date"] > pd.Timestamp(day) - pd.Timedelta(days=365)).sum())
    newest = f"last on {format_date(last)}"
    return f"Children and families were heard {pluralise(year, 'time')} in the last year, {newest}"


def quotes(found: pd.DataFrame) -> str:
    """HTML: what was said, newest first, with who heard it and what it bears on."""
    if found.empty:
        return '<p class="under">Nothing has been heard on this yet.</p>'
    plan = queries.plan()
    agencies = plan.agency_names
    parts = []
    for row in as_records(found):
        about = [agencies.get(row["agency"], row["agency"]), format_date(row["date"].date())]
        about += [f"outcome {id}" for id in row["outcomes"]]
        answered = ""
        if row["recommendation"]:
            answered = f"<small>What follows: {escape(row['recommendation'])}</small>"
        parts.append(
            f'<blockquote class="voice">{escape(row["finding"])}<small>'
            f"{escape(' · '.join(about))}</small>{answered}</blockquote>"
        )
    return "".join(parts)


def show_measures(found: pd.DataFrame, chosen: Selection) -> None:
    """The indicators that these voices bear on: those that they name, and those on the thread."""
    named = {id for ids in found["indicators"] for id in ids}
    plan = queries.plan_at(chosen.as_of)
    ids = [one.id for one in plan.indicators if one.id in named]
    if not ids:
        st.caption("None of this names an indicator.")
        return
    table = queries.overview(chosen, tuple(ids))
    by_indicator = queries.judged_trends(chosen)
    trends = {(one.indicator.id, one.agency): one for id in ids for one in by_indicator[id]}
    st.html(series_table("Measures it bears on", as_records(table), trends))
