"""The filters: one frozen Selection, made in one place from the sidebar, which the URL carries."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from dscp_data.access import Action, allowed
from dscp_data.model.clock import end_of_day
from dscp_data.model.periods import Period, month, period_of, periods_between
from dscp_data.model.text import format_date, join_list
from dscp_data.trends import Selection
from dscp_ui import queries as data
from dscp_ui.access import effective_user as reader
from dscp_ui.access import signed_in_user as person
from dscp_ui.runtime import style
from dscp_ui.runtime import url_state as address

PERIOD_WORDS = {"month": "Month", "quarter": "Quarter", "year": "Year"}
SELECTION = "selection"
IN_THE_URL = (reader.AUDIENCE, "agency", reader.LOCALITY, "period", "from", "to", "as_of")


def draw_boxes() -> None:
    """What the filters say, for pages with filters and those without.

    A box stands on every page, and in the same place: the browser takes a parameter out of the URL
    with the box that it is tied to, and does so too where that box has only moved.
    """
    with style.out_of_sight():
        for name in IN_THE_URL:
            address.tie(name)


def draw_filters() -> None:
    """Draw the filters in the sidebar and keep what they say for this run."""
    plan = data.plan()
    agencies = {agency.id: agency.short_name for agency in plan.agencies}
    places = {place.id: place.name for place in plan.localities}
    with st.sidebar:
        chosen_agencies = address.several(
            "Agency", "agency", agencies, box=False, placeholder="All agencies"
        )
        chosen_places = address.several(
            "Locality", reader.LOCALITY, places, box=False, placeholder="All localities"
        )
        period_type = address.one_of_few(
            "Show by", "period", PERIOD_WORDS, default="month", box=False
        )
        first, last = from_and_to(months_held())
        audience = reader.audience()
        as_of = as_it_stood()
    st.session_state[SELECTION] = Selection(
        agencies=chosen_agencies,
        localities=chosen_places,
        period_type=period_type,  # type: ignore[arg-type]
        first=first,
        last=last,
        as_of=as_of,
        audience=audience,
    )


def draw_day_filter() -> None:
    """The one filter of a page that shows what came in, and no figures."""
    with st.sidebar:
        st.session_state[SELECTION] = Selection(as_of=as_it_stood(), audience=reader.audience())


def as_it_stood() -> datetime | None:
    """The end of the day that the reader chose, None for now. An earlier state of what is protected
    could give away what is hidden now, so a wider audience has no choice."""
    day = as_of_day() if reader.may("see-exact") else None
    return end_of_day(day) if day else None


def from_and_to(months: list[Period]) -> tuple[date | None, date | None]:
    """The first day of the first month and of the last; None where no limit is chosen."""
    names = {f"{month.start:%Y-%m}": month.short_name for month in months}
    newest_first = dict(reversed(names.items()))
    left, right = st.columns(2)
    with left:
        first = address.one_or_none("From", "from", names, box=False, placeholder="First")
    with right:
        last = address.one_or_none("To", "to", newest_first, box=False, placeholder="Latest")
    ends = [date.fromisoformat(f"{text}-01") if text else None for text in (first, last)]
    return ends[0], ends[1]


def as_of_day() -> date | None:
    """The day whose end every figure is shown as it stood at, or None for now."""
    try:
        said = date.fromisoformat(address.text("as_of"))
    except ValueError:
        said = None
    st.date_input(
        "As it stood on",
        value=None,
        format="DD/MM/YYYY",
        key=address.follow("as_of", said),
        on_change=carry_as_of,
        help="See every figure as it was held at the end of that day. Leave empty for now.",
    )
    return said


def wider_switch() -> None:
    """Shows those who see exact figures what a viewer would see."""
    acting = person.user()
    if not allowed(acting, "see-exact", localities=reader.chosen_localities()):
        return
    st.sidebar.toggle(
        "As a wider audience sees it",
        key=address.follow(reader.AUDIENCE, reader.user() != acting),
        on_change=carry_audience,
        help="Small numbers are hidden and others rounded; usual ranges and signals are worked out "
        "from those. Registers, returns, evidence and comments are left out.",
    )


def carry_audience() -> None:
    wider = st.session_state[f"{reader.AUDIENCE}-shown"]
    address.put(reader.AUDIENCE, "protected" if wider else "")


def wider_banner() -> None:
    """Say over figures that they are protected, and how."""
    if reader.audience() == "protected":
        profile = data.plan().profile(data.plan().partnership.profile)
        said = f"**As a wider audience sees it.** {profile.name}."
        if own := own_localities("or"):
            said += f" Choose {own}, and no other locality, to see exact figures."
        st.info(said, icon=":material/visibility:")


def own_localities(joined_by: str = "and") -> str:
    """The localities whose exact figures a manager sees, in words; "" for anybody else."""
    own = reader.user().localities
    names = [place.name for place in data.plan().localities if place.id in own]
    return join_list(names, joined_by)


def withheld(what: str, action: Action = "see-exact") -> bool:
    """Whether this part is not for the reader; it then says so in its place."""
    if reader.may(action, localities=reader.chosen_localities()):
        return False
    own = own_localities()
    st.info(f"{what} not shown {f'outside {own}' if own else 'to a wider audience'}.")
    return True


def carry_as_of() -> None:
    chosen = st.session_state["as_of-shown"]
    address.put("as_of", chosen.isoformat() if chosen else "")


def months_held() -> list[Period]:
    """The months that figures are held for, oldest first."""
    held = data.answer("months_held")
    first, last = held["first_period"].iloc[0], held["last_period"].iloc[0]
    if first != first or first is None:
        first = last = date(data.plan().partnership.first_council_year, 4, 1)
    ends = (period_of(day, "month") for day in (first, last))
    return list(periods_between(*ends))


def selection() -> Selection:
    """What the reader has chosen, for a page with filters."""
    chosen: Selection = st.session_state[SELECTION]
    return chosen


def places_in_words(chosen: Selection) -> str:
    plan = data.plan()
    if not chosen.localities:
        return f"{plan.partnership.place} (all localities)"
    return join_list([plan.locality(id).name for id in chosen.localities])


def agencies_in_words(chosen: Selection) -> str:
    if not chosen.agencies:
        return "All agencies"
    return join_list([data.plan().agency(id).short_name for id in chosen.agencies])


def periods_in_words(chosen: Selection) -> str:
    months = months_held()
    first = chosen.first or months[0].start
    last = chosen.last or months[-1].start
    return f"{month_name(first)} to {month_name(last)}"


def month_name(day: date) -> str:
    return month(day.year, day.month).name


def in_words(chosen: Selection) -> str:
    """ "All agencies · County Durham (all localities) · April 2023 to March 2026 · by month"."""
    parts = [
        agencies_in_words(chosen),
        places_in_words(chosen),
        periods_in_words(chosen),
        f"by {chosen.period_type}",
    ]
    if chosen.as_of:
        parts.append(f"as it stood on {format_date(chosen.as_of)}")
    if chosen.audience == "protected":
        parts.append("as a wider audience sees it")
    return " · ".join(parts)


def echo(chosen: Selection) -> None:
    """Say in words what is shown, above the results."""
    st.caption(in_words(chosen))
    if chosen.first and chosen.last and chosen.first > chosen.last:
        st.warning("“From” is after “To”, so there is nothing between them. Change one of them.")
