"""The evidence that agencies sent about an indicator, beside its chart."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dscp_data.catalogue import Indicator
from dscp_data.model.text import format_date, pluralise
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user

MOST_SHOWN = 3


def show_evidence(indicator: Indicator, selection: Selection) -> None:
    """The newest few; none for a wider audience, because its words may name a child."""
    if selection.audience == "protected" or not effective_user.can("see-records"):
        return
    found = queries.run_sql("evidence", as_of=selection.as_of)
    own = found[found["indicator"] == indicator.id]
    st.html(evidence_html(own) if len(own) else '<p class="under">No evidence yet.</p>')


def evidence_html(rows: pd.DataFrame) -> str:
    plan = queries.plan()
    agencies = {one.id: one.short_name for one in plan.agencies}
    types = {one.id: one.name for one in plan.evidence_types}
    shown = rows.head(MOST_SHOWN)
    said = "".join(
        f'<div class="evidence">{escape(one.finding)}<small>{escape(agencies[one.agency])} · '
        f"{escape(types.get(one.type, one.type))} · {format_date(one.date.date())}"
        f"{f' · {escape(one.rating)}' if one.rating else ''}</small></div>"
        for one in shown.itertuples()
    )
    some = f", the newest {len(shown)}" if len(shown) < len(rows) else ""
    head = pluralise(len(rows), "piece", "pieces")
    return f'<h2 class="part">{head} of evidence{some}</h2>{said}'
