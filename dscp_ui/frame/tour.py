"""A short tour of the Overview: shown once in a browser to a newcomer, and again from Help."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import streamlit as st

from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.components import TOUR, mount
from dscp_ui.frame.page_links import address_of, open_address

OVERVIEW = ""  # its path
TIMES_ASKED, IS_ASKED = "tour-times-asked", "tour-asked"


@dataclass(frozen=True)
class Step:
    """What is said of one part of the page; `part` is its CSS selector. A step whose part is not on
    the page is left out."""

    part: str
    title: str
    text: str


def steps() -> tuple[Step, ...]:
    plan = queries.plan()
    cells = (
        " Select a point of the chart for the cells that its figure came from."
        if effective_user.can("see-exact")
        else ""
    )
    return (
        Step(
            "h1.finding",
            "What this is",
            f"{len(plan.indicators)} indicators of the {plan.partnership.plan_title}, from the "
            f"returns of {len(plan.agencies)} agencies. Each page begins with what was found.",
        ),
        Step(
            ".st-key-summary .cards",
            "What is new",
            "Changes since the last meeting that are larger than chance explains. Select one to "
            "open its chart.",
        ),
        Step(
            ".st-key-filters",
            "Filters",
            "This says which figures are shown. Select it to choose an agency, a locality, a "
            "period, or the figures as at an earlier meeting.",
        ),
        Step(
            "table.board tbody tr",
            "From an indicator to its cells",
            "Select a row to open its chart. “Can we trust it?” below the chart says whether the "
            f"figure is complete and final.{cells}",
        ),
        Step(
            ".st-key-search",
            "Find anything",
            "Press / and type, for example “re-referral easington”. Help explains the signs, says "
            "whom to ask, and has this tour again.",
        ),
    )


def offer_tour() -> None:
    """Have the browser show the tour if it has not done so before, or if it is asked for."""
    mount(TOUR, TOUR, data={"steps": [asdict(step) for step in steps()], "asked": times_asked()})


def draw_tour_button() -> None:
    st.button("Show the tour", key="show-tour", type="tertiary", on_click=ask_for_tour)


def ask_for_tour() -> None:
    st.session_state[TIMES_ASKED] = times_asked() + 1
    st.session_state[IS_ASKED] = True


def times_asked() -> int:
    """How often this session asked for the tour."""
    times: int = st.session_state.get(TIMES_ASKED, 0)
    return times


def open_tour(current: str) -> None:
    """Open the Overview where the tour is asked for on another page. Before any box is drawn; see
    `page_links.open_address`."""
    if st.session_state.pop(IS_ASKED, False) and current != OVERVIEW:
        open_address(address_of(OVERVIEW), current)
