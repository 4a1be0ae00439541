"""Offers a wider period that has limits, where counts are too small."""

from __future__ import annotations

import streamlit as st

from dscp_data.model.periods import PERIOD_TYPES, PeriodType
from dscp_data.model.text import join_list
from dscp_data.trends import Selection, Trend
from dscp_ui import queries
from dscp_ui.runtime import url_state


def offer_wider_period(trend: Trend, selection: Selection) -> None:
    """Why there are no limits, and a button that adds the counts up to where there are some."""
    if "wider period" not in trend.choice.offers:
        st.caption(f"{trend.choice.reason.capitalize()}.")
        return
    reason = f"By {trend.period_type} there are {trend.choice.reason}."
    wider = PERIOD_TYPES[PERIOD_TYPES.index(trend.period_type) + 1 :]
    enough = next((one for one in wider if has_limits(trend, selection, one)), None)
    if enough is None:
        nor = f" There are too few by {join_list(list(wider), 'or')} too." if wider else ""
        st.caption(f"{reason}{nor}")
        return
    st.caption(f"{reason} There are enough by {enough}.")
    st.button(
        f"Show by {enough}",
        key=f"wider-{trend.indicator.id}",
        on_click=url_state.set_value,
        args=("period", enough),
    )


def has_limits(trend: Trend, selection: Selection, period_type: PeriodType) -> bool:
    found = queries.series(trend.indicator.id, selection.with_period_type(period_type))
    return any(one.choice.has_limits for one in found if one.agency == trend.agency)
