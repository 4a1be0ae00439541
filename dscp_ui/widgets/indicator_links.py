"""Links from a list to an indicator's page."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dscp_ui.frame.page_links import (
    PRIORITY_PAGES,
    carried_filters,
    indicator_address,
    period_parameter,
)
from dscp_ui.runtime.url_state import INDICATOR
from dscp_ui.widgets.html_table import Linked


def name_that_opens(key: str, like: Any) -> Any:
    """A column of names that open their indicators, set as the column `like`.

    Not the selection of a cell: that also moves with the Tab key, and would carry off whoever only
    wants to pass the table.
    """
    look = {name: like[name] for name in ("label", "width", "pinned")}
    return st.column_config.ButtonColumn(**look, key=key, type="tertiary", alignment="left")


def open_picked(table: pd.DataFrame, key: str) -> None:
    """Go to the page of the indicator whose name was chosen in the column of that key."""
    picked = st.session_state.get(key)
    if picked is None:
        return
    row = table.iloc[picked.row]
    page, query = where(row["indicator"], row["priorities"][0], row["period_type"])
    st.switch_page(page, query_params=query)


def link_to(indicator: str, priority: str, label: str) -> None:
    """A link to the page of an indicator."""
    page, query = where(indicator, priority)
    st.page_link(page, label=label, query_params=query)


def linked(indicator: str, priority: str, name: str, period_type: str = "") -> Linked:
    """The same as a cell of a table."""
    address = indicator_address(indicator, priority, **period_parameter(period_type))
    return Linked(name, address)


def where(indicator: str, priority: str, period_type: str = "") -> tuple[Any, dict[str, Any]]:
    """The page of an indicator, and what its address carries: the reader's filters, and the type of
    period that the row it was opened from is judged by."""
    page = st.session_state[PRIORITY_PAGES][priority]
    return page, {**carried_filters(), **period_parameter(period_type), INDICATOR: indicator}
