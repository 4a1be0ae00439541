"""The filters: one frozen Selection, made from the URL and the boxes behind one button."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

import streamlit as st

from dscp_data.access import allowed
from dscp_data.model.periods import Period, month, period_of, periods_between, year
from dscp_data.model.text import format_date, join_list
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.frame.as_of import as_of_end, chosen_day
from dscp_ui.runtime import url_state
from dscp_ui.runtime.markdown import escape_markdown

PERIOD_LABELS = {"month": "Month", "quarter": "Quarter", "year": "Year"}
SELECTION = "selection"
MOST_IN_SIGHT = 12  # localities; of more than that, a list to search takes less room
IN_THE_URL = (
    effective_user.AUDIENCE,
    "agency",
    effective_user.LOCALITY,
    "period",
    "from",
    "to",
    "as_of",
)
FILTERS = tuple(name for name in IN_THE_URL if name != effective_user.AUDIENCE)


def draw_boxes() -> None:
    """What the filters say, for pages with filters and those without.

    A box stands on every page, and in the same place: the browser takes a parameter out of the URL
    with the box that it is tied to, and does so too where that box has only moved.
    """
    for name in IN_THE_URL:
        url_state.bind(name)


def draw_filters() -> None:
    """Draw the filters behind their button, which says what they are, and keep what they say for
    this run."""
    with st.popover(filters_label(), icon=":material/tune:", type="tertiary", key="filters"):
        keep_selection()
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            draw_protected_toggle()
            st.button(
                "Reset filters",
                key="reset-filters",
                on_click=reset_filters,
                disabled=not any(map(url_state.text, FILTERS)),
            )


def keep_selection() -> None:
    plan = queries.plan()
    agencies = {agency.id: agency.short_name for agency in plan.agencies}
    chosen_agencies = url_state.multiselect(
        "Agency", "agency", agencies, box=False, placeholder="All agencies"
    )
    chosen_places = choose_localities()
    period_type = url_state.segmented(
        "Show by", "period", PERIOD_LABELS, default="month", box=False
    )
    first, last = from_and_to(months_with_figures())
    audience = effective_user.audience()
    as_of = as_of_end()
    st.session_state[SELECTION] = Selection(
        agencies=chosen_agencies,
        localities=chosen_places,
        period_type=period_type,  # type: ignore[arg-type]
        first=first,
        last=last,
        as_of=as_of,
        audience=audience,
    )


def choose_localities() -> tuple[str, ...]:
    """One click for each, where all are in sight. None chosen means all."""
    places = {place.id: place.name for place in queries.plan().localities}
    name = effective_user.LOCALITY
    if len(places) <= MOST_IN_SIGHT:
        return url_state.pills("Locality (choose none for all)", name, places, box=False)
    return url_state.multiselect("Locality", name, places, box=False, placeholder="All localities")


def draw_day_filter() -> None:
    """The one filter of a page that shows what came in, and no figures."""
    day = chosen_day()
    label = f"As at {format_date(day)}" if day else "Latest"
    with st.popover(label, icon=":material/tune:", type="tertiary", key="filters"):
        st.session_state[SELECTION] = Selection(
            as_of=as_of_end(), audience=effective_user.audience()
        )
        draw_protected_toggle()


def draw_preview() -> None:
    """The choice of a page without filters: to see what a viewer would see."""
    if can_preview():
        with st.popover("View", icon=":material/tune:", type="tertiary", key="filters"):
            draw_protected_toggle()


def unknown_filters() -> list[str]:
    """What the URL asks for and no filter knows, as "locality “atlantis”"."""
    plan = queries.plan()
    months = [f"{month.start:%Y-%m}" for month in months_with_figures()]
    known = {
        "agency": ("agency", [one.id for one in plan.agencies]),
        effective_user.LOCALITY: ("locality", [one.id for one in plan.localities]),
        "period": ("period", PERIOD_LABELS),
        "from": ("first month", months),
        "to": ("last month", months),
    }
    return [
        f"{word} “{id}”"
        for name, (word, ids) in known.items()
        for id in url_state.unknown_ids(name, ids)
    ]


def reset_filters() -> None:
    for name in FILTERS:
        url_state.set_value(name, "")


def filters_label() -> str:
    """What the filters say, short: "2 agencies · Easington · by quarter · as at 1 October 2026"."""
    plan = queries.plan()
    agencies = url_state.ids("agency", [one.id for one in plan.agencies])
    places = effective_user.chosen_localities()
    period = url_state.text("period")
    ends = [f"{word} {url_state.text(word)}" for word in ("from", "to") if url_state.text(word)]
    parts = [
        plan.agency(agencies[0]).short_name if len(agencies) == 1 else "",
        f"{len(agencies)} agencies" if len(agencies) > 1 else "",
        "" if agencies else "All agencies",
        plan.locality(places[0]).name if len(places) == 1 else "",
        f"{len(places)} localities" if len(places) > 1 else "",
        "" if places else plan.partnership.place,
        f"by {period if period in PERIOD_LABELS else 'month'}",
        *ends,
        "protected" if effective_user.audience() == "protected" else "",
    ]
    return escape_markdown(" · ".join(part for part in parts if part))


def from_and_to(months: list[Period]) -> tuple[date | None, date | None]:
    """The first day of the first month and of the last; None where no limit is chosen."""
    names = {f"{month.start:%Y-%m}": month.short_name for month in months}
    newest_first = dict(reversed(names.items()))
    left, right = st.columns(2)
    with left:
        first = url_state.optional_select("From", "from", names, box=False, placeholder="First")
    with right:
        last = url_state.optional_select("To", "to", newest_first, box=False, placeholder="Latest")
    ends = [date.fromisoformat(f"{text}-01") if text else None for text in (first, last)]
    return ends[0], ends[1]


def draw_protected_toggle() -> None:
    """Shows those who see exact figures what a viewer would see."""
    if not can_preview():
        return
    acting = signed_in_user.user()
    st.toggle(
        "Preview protected figures",
        key=url_state.synced_key(effective_user.AUDIENCE, effective_user.user() != acting),
        on_change=sync_audience,
        help="See what is shown outside the partnership. Small numbers are hidden and others "
        "rounded, and usual ranges and signals are calculated from the rounded numbers. "
        "Registers, returns, evidence and comments are left out.",
    )


def can_preview() -> bool:
    acting = signed_in_user.user()
    return allowed(acting, "see-exact", localities=effective_user.chosen_localities())


def sync_audience() -> None:
    if url_state.is_shown(effective_user.AUDIENCE):
        wider = st.session_state[f"{effective_user.AUDIENCE}-shown"]
        url_state.set_value(effective_user.AUDIENCE, "protected" if wider else "")


def months_with_figures(as_of: datetime | None = None) -> list[Period]:
    """The months that figures were held for at a time, or are now, oldest first."""
    extent = queries.run_sql("period_range", as_of=as_of)
    first, last = extent["first_period"].iloc[0], extent["last_period"].iloc[0]
    if first != first or first is None:
        first = last = year(queries.plan().partnership.first_council_year).start
    return months_between(first, last)


@lru_cache(maxsize=64)
def months_between(first: date, last: date) -> list[Period]:
    return list(periods_between(period_of(first, "month"), period_of(last, "month")))


def selection() -> Selection:
    """What the reader has chosen, for a page with filters."""
    chosen: Selection = st.session_state[SELECTION]
    return chosen


def narrow_selection(chosen: Selection) -> None:
    """Say that the rest of this page is of another selection than its filters alone."""
    st.session_state[SELECTION] = chosen


def format_localities(chosen: Selection) -> str:
    plan = queries.plan()
    if not chosen.localities:
        return f"{plan.partnership.place} (all localities)"
    return join_list([plan.locality(id).name for id in chosen.localities])


def format_agencies(chosen: Selection) -> str:
    if not chosen.agencies:
        return "All agencies"
    return join_list([queries.plan().agency(id).short_name for id in chosen.agencies])


def format_periods(chosen: Selection) -> str:
    months = months_with_figures(chosen.as_of)
    first = chosen.first or months[0].start
    last = chosen.last or months[-1].start
    return f"{month_name(first)} to {month_name(last)}"


def month_name(day: date) -> str:
    return month(day.year, day.month).name


def describe_selection(chosen: Selection) -> str:
    """ "All agencies · County Durham (all localities) · April 2023 to March 2026 · by month"."""
    parts = [
        format_agencies(chosen),
        format_localities(chosen),
        format_periods(chosen),
        f"by {chosen.period_type}",
    ]
    if chosen.as_of:
        parts.append(f"as at {format_date(chosen.as_of)}")
    if chosen.audience == "protected":
        parts.append("protected figures")
    return " · ".join(parts)
