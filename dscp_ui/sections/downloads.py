"""Taking figures away: marked, and protected where they are for wider sharing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from dscp_data.access import User
from dscp_data.exports import figures_of, marked_csv, marking_of
from dscp_data.trends import Selection, Trend
from dscp_ui import data, person
from dscp_ui.files import trends_to_export
from dscp_ui.filters import in_words


def show_downloads(trend: Trend, selection: Selection) -> None:
    """What is seen as a file, and for a member also what a wider audience may have."""
    agreed = data.plan().partnership
    with st.container(horizontal=True):
        if selection.audience == "member" and data.may(
            "export-exact", localities=selection.localities
        ):
            button(f"Download these figures ({agreed.marking})", trend, selection)
        wider = replace(selection, audience="viewer", as_of=None)
        button(f"Download for wider sharing ({agreed.wider_marking})", trend, wider)


def button(label: str, trend: Trend, selection: Selection) -> None:
    acting = person.user()
    made = partial(export, acting, trend.indicator.id, trend.agency, selection, in_words(selection))
    st.download_button(
        label,
        made,
        file_name=f"{trend.indicator.id} by {trend.period_type}, {selection.audience}.csv",
        on_click="ignore",
        key=f"download-{selection.audience}-{trend.indicator.id}",
    )


def export(acting: User, indicator: str, agency: str, selection: Selection, filters: str) -> bytes:
    """The series shown as a CSV file, made when it is asked for."""
    found = trends_to_export(acting, indicator, selection)
    trend = next(one for one in found if one.agency == agency)
    version = data.store().version
    now = datetime.now(UTC)
    marking = marking_of(data.plan(), selection.audience, acting.signature, now, filters, version)
    said = f"{trend.name} ({indicator}) · {filters}"
    return marked_csv(figures_of(trend), replace(marking, filters=said))
