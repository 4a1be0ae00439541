"""A click on a row opens its indicator."""

from __future__ import annotations

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
    page = st.session_state["priority_pages"][row["priorities"][0]]
    carried = {n: v for n, v in st.query_params.to_dict().items() if n not in OWN_FILTERS}
    st.switch_page(page, query_params={**carried, CHOSEN: row["indicator"]})
