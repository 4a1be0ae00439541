"""The heading of a page: its finding, and one muted line of measure, place, period and source."""

from __future__ import annotations

from html import escape

import streamlit as st

from dscp_data.trends import Selection
from dscp_ui.frame.filters import describe_selection


def draw_heading(finding: str, under: str = "", kicker: str = "", css: str = "") -> None:
    """`finding` and `under` are texts; `kicker`, the line above, is HTML."""
    above = f'<p class="kicker">{kicker}</p>' if kicker else ""
    below = f'<p class="under">{escape(under)}</p>' if under else ""
    st.html(f'{above}<h1 class="finding {css}">{escape(finding)}</h1>{below}')


def warn_of_order(chosen: Selection) -> None:
    if chosen.first and chosen.last and chosen.first > chosen.last:
        st.warning("“From” must be before “To”. Change one of them to see figures.")


def draw_page_heading(finding: str, chosen: Selection, more: str = "") -> None:
    """The heading over the figures of a selection, which is said in words below."""
    selection = describe_selection(chosen)
    draw_heading(finding, f"{selection} · {more}" if more else selection, css="beside-menu")
    warn_of_order(chosen)
