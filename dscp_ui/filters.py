"""The filters: one frozen Selection, made in one place from the sidebar, which the URL carries."""

from __future__ import annotations

from datetime import date, datetime, time

import streamlit as st

from dscp_data.periods import PERIOD_TYPES, Period, PeriodType, month, period_of, periods_between
from dscp_data.trends import Selection
from dscp_data.words import listed
from dscp_ui import data

PERIOD_WORDS: dict[PeriodType, str] = {"month": "Month", "quarter": "Quarter", "year": "Year"}
SELECTION = "selection"


def draw_filters() -> None:
    """Draw the filters in the sidebar and keep what they say for this run."""
    plan = data.plan()
    agencies = {agency.id: agency.short_name for agency in plan.agencies}
    places = {place.id: place.name for place in plan.localities}
    months = months_held()
    with st.sidebar:
        chosen_agencies = st.multiselect(
            "Agency",
            list(agencies),
            format_func=agencies.__getitem__,
            placeholder="All agencies",
            key="agency",
            bind="query-params",
        )
        chosen_places = st.multiselect(
            "Locality",
            list(places),
            format_func=places.__getitem__,
            placeholder="All localities",
            key="locality",
            bind="query-params",
        )
        period_type = st.segmented_control(
            "Show by",
            list(PERIOD_TYPES),
            format_func=PERIOD_WORDS.__getitem__,
            default="month",
            required=True,
            key="period",
            bind="query-params",
        )
        first, last = from_and_to(months)
        as_of = st.date_input(
            "As it stood on",
            value=None,
            format="DD/MM/YYYY",
            key="as_of",
            bind="query-params",
            help="See every figure as it was held at the end of that day. Leave empty for now.",
        )
    st.session_state[SELECTION] = Selection(
        agencies=tuple(chosen_agencies),
        localities=tuple(chosen_places),
        period_type=period_type or "month",
        first=first,
        last=last,
        as_of=datetime.combine(as_of, time.max) if isinstance(as_of, date) else None,
    )


def from_and_to(months: list[str]) -> tuple[date | None, date | None]:
    """The first day of the first month and of the last; None where no limit is chosen."""
    names = {text: Period(date.fromisoformat(f"{text}-01"), "month").name for text in months}
    left, right = st.columns(2)
    first = left.selectbox(
        "From",
        months,
        index=None,
        format_func=names.__getitem__,
        placeholder="First",
        key="from",
        bind="query-params",
    )
    last = right.selectbox(
        "To",
        months[::-1],
        index=None,
        format_func=names.__getitem__,
        placeholder="Latest",
        key="to",
        bind="query-params",
    )
    ends = [date.fromisoformat(f"{text}-01") if text else None for text in (first, last)]
    return ends[0], ends[1]


def months_held() -> list[str]:
    """The months that figures are held for, as 2025-04, oldest first."""
    held = data.answer("months_held")
    first, last = held["first_period"].iloc[0], held["last_period"].iloc[0]
    if first != first or first is None:
        first = last = date(data.plan().partnership.first_council_year, 4, 1)
    ends = (period_of(day, "month") for day in (first, last))
    return [f"{period.start:%Y-%m}" for period in periods_between(*ends)]


def selection() -> Selection:
    """What the reader has chosen, the same on every page of this run."""
    return st.session_state[SELECTION]


def places_in_words(chosen: Selection) -> str:
    plan = data.plan()
    if not chosen.localities:
        return f"{plan.partnership.place}, all localities"
    return listed([plan.locality(id).name for id in chosen.localities])


def agencies_in_words(chosen: Selection) -> str:
    if not chosen.agencies:
        return "All agencies"
    return listed([data.plan().agency(id).short_name for id in chosen.agencies])


def periods_in_words(chosen: Selection) -> str:
    months = months_held()
    first = chosen.first or date.fromisoformat(f"{months[0]}-01")
    last = chosen.last or date.fromisoformat(f"{months[-1]}-01")
    return f"{month_name(first)} to {month_name(last)}"


def month_name(day: date) -> str:
    return month(day.year, day.month).name


def echo(chosen: Selection) -> None:
    """Say in words what is shown, above the results."""
    parts = [
        agencies_in_words(chosen),
        places_in_words(chosen),
        periods_in_words(chosen),
        f"by {chosen.period_type}",
    ]
    if chosen.as_of:
        parts.append(f"as it stood on {chosen.as_of:%-d %B %Y}")
    st.caption(" · ".join(parts))
    if chosen.first and chosen.last and chosen.first > chosen.last:
        st.warning("“From” is after “To”, so there is nothing between them. Change one of them.")
