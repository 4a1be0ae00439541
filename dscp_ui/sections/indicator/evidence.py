"""The evidence that agencies sent about an indicator, beside its chart."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dscp_data.catalogue import Indicator
from dscp_data.model.clock import day_shown
from dscp_data.model.text import format_date, pluralise
from dscp_data.summaries.triangulation import Piece, Triangulation, pieces, triangulate
from dscp_data.trends import Selection
from dscp_data.trends.finding import describe_status, status
from dscp_ui import queries
from dscp_ui.access import effective_user

MOST_SHOWN = 3


def show_evidence(indicator: Indicator, selection: Selection) -> None:
    """The newest few; none for a wider audience, because its words may name a child."""
    if selection.audience == "protected" or not effective_user.can("see-records"):
        return
    log = queries.evidence_log(selection.as_of)
    own = pieces(log, indicator.id)
    if not own:
        st.html('<p class="under">No evidence yet.</p>')
        return
    found = brought_together(indicator, selection, log)
    shown = (found[0].evidence, found[0].voice)
    rest = [piece for piece in own if piece not in shown]
    st.html(side_by_side(found) + (evidence_html(rest, "other ") if rest else ""))


def brought_together(
    indicator: Indicator, selection: Selection, log: pd.DataFrame
) -> list[Triangulation]:
    """What is known of each series of an indicator."""
    day = day_shown(selection.as_of)
    return [
        triangulate(indicator, describe_status(one), status(one), log, day)
        for one in queries.judged_trends(selection)[indicator.id]
    ]


def side_by_side(found: list[Triangulation]) -> str:
    """HTML: the number, the latest evidence and the child's voice, and where they do not agree."""
    items = "".join(
        f'<p class="gaps"><b class="concern">They do not agree.</b> {escape(one.disagreement)}</p>'
        for one in found
        if one.disagreement
    )
    first = found[0]
    parts = [("Figures", first.number, "")]
    for label, piece in (("Latest evidence", first.evidence), ("Child’s voice", first.voice)):
        if piece:
            when = " · ".join(filter(None, (piece.rating, format_date(piece.date))))
            parts.append((label, piece.finding, when))
        else:
            parts.append((label, "None yet", ""))
    columns = "".join(
        f"<div><dt>{label}</dt><dd>{escape(text)}<small>{escape(when)}</small></dd></div>"
        for label, text, when in parts
    )
    return f'{items}<dl class="triangle">{columns}</dl>'


def evidence_html(found: list[Piece], which: str = "") -> str:
    """HTML: the first few pieces under a heading that counts them all."""
    plan = queries.plan()
    agencies = plan.agency_names
    types = {one.id: one.name for one in plan.evidence_types}
    shown = found[:MOST_SHOWN]
    parts = "".join(
        f'<div class="evidence">{escape(one.finding)}<small>{escape(agencies[one.agency])} · '
        f"{escape(types.get(one.type, one.type))} · {format_date(one.date)}"
        f"{f' · {escape(one.rating)}' if one.rating else ''}</small></div>"
        for one in shown
    )
    some = f", the newest {len(shown)}" if len(shown) < len(found) else ""
    head = pluralise(len(found), f"{which}piece")
    return f'<h2 class="part">{head} of evidence{some}</h2>{parts}'
