"""The Locality page: one place against the others, outliers first, on a sheet of A4."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from dscp_data.analysis.locality_standing import COUNT
from dscp_data.model.frames import as_records
from dscp_data.model.text import capitalise, join_list
from dscp_data.summaries.locality_profile import LocalityProfile, describe_profile, profile_of
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.access_recording import log_view
from dscp_ui.frame.filters import narrow_selection, selection
from dscp_ui.frame.heading import draw_page_heading
from dscp_ui.frame.page_links import PLACE
from dscp_ui.runtime import url_state
from dscp_ui.sections.locality.spine import spine
from dscp_ui.sections.overview.board import Trends, series_table

MOST_BUTTONS = 12
PROTECTED = (
    "Localities are not compared in protected figures: rounding moves small ones by more than they "
    "differ."
)


def show_locality() -> None:
    plan = queries.plan()
    names = {place.id: place.name for place in plan.localities if place.kind == "district"}
    url_state.draw_box(PLACE)
    shown = url_state.text(PLACE)
    place = shown if shown in names else usual_place(names)
    chosen = replace(selection(), localities=(place,))
    narrow_selection(chosen)
    log_view(f"Locality: {names[place]}", chosen)
    # The milestones of the reform plan are the county's, whatever place is chosen.
    of_places = tuple(one.id for one in plan.indicators if one.worked_out_from != "actions")
    table = queries.overview(chosen, of_places)
    profile = profile_of(table, queries.standings_of_locality(chosen))
    draw_page_heading(describe_profile(names[place], profile), chosen)
    choose_place(names, place)
    found = queries.judged_trends(chosen)
    trends = {(one.indicator.id, one.agency): one for some in found.values() for one in some}
    with st.container(key="sheet"):
        show_comparison(profile, names[place], chosen)
        show_signals(profile, trends)
        show_rest(profile, trends)


def choose_place(names: dict[str, str], place: str) -> None:
    """Buttons, or a list to search where there are many places."""
    if len(names) > MOST_BUTTONS:
        options = {"label_visibility": "collapsed", "width": 300}
        url_state.draw_select("Locality", PLACE, names, place, options)
        return
    url_state.segmented(
        "Locality", PLACE, names, default=place, box=False, label_visibility="collapsed"
    )


def usual_place(names: dict[str, str]) -> str:
    """The first locality that is chosen by the filter or is the reader's own, or of all."""
    own = [*effective_user.chosen_localities(), *effective_user.user().localities, *names]
    return next(id for id in own if id in names)


def show_comparison(profile: LocalityProfile, name: str, chosen: Selection) -> None:
    if effective_user.restrict_to_permitted(chosen).audience == "protected":
        st.info(PROTECTED)
    elif profile.compared:
        st.html(spine(profile.compared, name))
    else:
        st.info("Too few localities have complete figures for the same months.")


def show_signals(profile: LocalityProfile, trends: Trends) -> None:
    """Changes of the locality against its own past."""
    if profile.signals.empty:
        st.html(
            '<h2 class="part">Against its own past</h2><p class="under">No signal: every series '
            "that can be judged varies as usual.</p>"
        )
        return
    st.html(series_table("Against its own past: signals", as_records(profile.signals), trends))


def show_rest(profile: LocalityProfile, trends: Trends) -> None:
    """What cannot be compared with other places, and what is not returned by locality."""
    if len(profile.not_comparable):
        title = f"Not comparable with other localities <span>· {escape(COUNT)}</span>"
        st.html(series_table(title, as_records(profile.not_comparable), trends))
    if len(profile.not_by_locality):
        st.html(f'<p class="under">{escape(describe_absent(profile.not_by_locality))}</p>')


def describe_absent(rows: pd.DataFrame) -> str:
    """ "Not returned by locality: NRM referrals, Age at transition and Dispersal orders."."""
    names = list(dict.fromkeys(rows["short_name"]))
    return capitalise(f"not returned by locality: {join_list(names)}.")
