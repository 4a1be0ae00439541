"""The menu of a chart: its picture, its figures and its link, to use elsewhere."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from dscp_data.access import User
from dscp_data.exports.chart_export import FORMATS, png
from dscp_data.store.event_log.access_log import DownloadEvent, File, record_download
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.frame.chart_exports import NEEDS, OfferedChart
from dscp_ui.frame.components import CLIPBOARD, mount
from dscp_ui.widgets.download_buttons import offer

FILES = {
    ".png": "Picture (PNG, 1920 × 1080)",
    ".svg": "Drawing (SVG)",
    ".xlsx": "Figures (Excel)",
}


def draw_chart_menu(key: str, charts: Sequence[OfferedChart]) -> None:
    """The button that opens the menu. `charts` are the same chart for different readers; those
    that this reader may not take away are left out."""
    allowed = [
        one
        for one in charts
        if effective_user.can(NEEDS[one.audience], localities=one.selection.localities)
    ]
    if allowed:
        with st.container(key=f"chart-menu-{key}"):
            menu(key, allowed)


@st.fragment
def menu(key: str, charts: Sequence[OfferedChart]) -> None:
    """What is in the menu is drawn when it is opened."""
    opened = st.popover(
        "Use this chart",
        icon=":material/ios_share:",
        type="tertiary",
        key=f"use-{key}",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            draw_ways(key, choose_chart(key, charts))


def choose_chart(key: str, charts: Sequence[OfferedChart]) -> OfferedChart:
    """The chart for those whom the reader will show it to."""
    agreed = queries.plan().partnership
    if len(charts) == 1:
        return charts[0]
    names = {"exact": agreed.marking, "protected": f"{agreed.wider_marking}, for wider sharing"}
    chosen = st.radio(
        "Figures",
        range(len(charts)),
        format_func=lambda place: names[charts[place].audience],
        key=f"use-whose-{key}",
    )
    return charts[chosen]


def draw_ways(key: str, chart: OfferedChart) -> None:
    draw_copying(f"copy-{key}-{chart.audience}", chart)
    for ending, label in FILES.items():
        offer(
            label,
            partial(made_file, signed_in_user.user(), chart, ending),
            event_of(chart, ending),
            key=f"use-{key}-{chart.audience}{ending}",
            type="tertiary",
            icon=":material/download:",
        )
    st.caption("Title, source and marking are inside. We record what is copied or downloaded.")


def event_of(chart: OfferedChart, ending: str) -> DownloadEvent:
    return DownloadEvent(f"{chart.file}{ending}", chart.what, chart.audience, chart.filters)


def made_file(acting: User, chart: OfferedChart, ending: str) -> File:
    made = chart.make(acting)
    return File(FORMATS[ending](made), len(made.figures))


def draw_copying(key: str, chart: OfferedChart) -> None:
    """The buttons that copy, which a script of ours draws."""
    made_key = f"{key}-made"
    mount(
        CLIPBOARD,
        key,
        data=st.session_state.pop(made_key, None),
        on_asked_change=partial(make_copy, key, made_key, chart),
    )


def make_copy(key: str, made_key: str, chart: OfferedChart) -> None:
    """The picture that the script asks for, recorded as taken away, for the next run to send."""
    asked: Any = st.session_state[key]
    acting = signed_in_user.user()
    file = File(png(chart.make(acting)))
    record_download(queries.store(), file, event_of(chart, ".png"), by=acting.signature)
    st.session_state[made_key] = {
        "id": asked["asked"],
        "picture": base64.b64encode(file.content).decode(),
    }
