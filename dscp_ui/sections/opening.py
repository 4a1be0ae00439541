"""Ways from a list to the page of an indicator."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dscp_ui.sections.priority import CHOSEN

OWN_FILTERS = ("priority", "status", "whose", "since")  # of the overview, and of no other page


def open_pick(picked: object, table: pd.DataFrame, key: str) -> None:
    """Go to the page of the indicator that was clicked in the table of that key."""
    cells = picked["selection"]["cells"]  # type: ignore[index]
    seen = f"opened-{key}"
    if not cells or st.session_state.get(seen) == cells[0]:
        return
    st.session_state[seen] = cells[0]
    row = table.iloc[cells[0][0]]
    page, query = where(row["indicator"], row["priorities"][0])
    st.switch_page(page, query_params=query)


def link_to(indicator: str, priority: str, label: str) -> None:
    """A link to the page of an indicator."""
    page, query = where(indicator, priority)
    st.page_link(page, label=label, query_params=query)


def where(indicator: str, priority: str) -> tuple[Any, dict[str, Any]]:
    """The page of an indicator, and what its address carries: the reader's filters."""
    said = st.query_params.to_dict().items()
    carried = {name: value for name, value in said if name not in OWN_FILTERS}
    return st.session_state["priority_pages"][priority], {**carried, CHOSEN: indicator}
