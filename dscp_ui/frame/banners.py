"""Notices over a page: it shows the past, figures are protected, or a part is for others only."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dscp_data.access import Action
from dscp_data.model.text import format_date, join_list
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.as_of import AS_OF, chosen_day
from dscp_ui.frame.filters import unknown_filters
from dscp_ui.runtime import url_state
from dscp_ui.runtime.markdown import escape_markdown

THEN = "as_of-then"  # in the session: the day that the switch leads back to


def show_past_banner(chosen: Selection) -> None:
    """Say over figures of the past that they are, with a switch between then and now that leaves
    everything else as it is. It stays over the latest figures until it is closed."""
    is_past = chosen.as_of is not None
    day = chosen_day() if is_past else st.session_state.get(THEN)
    if day is None or not effective_user.can("see-exact"):
        return
    text = (
        f"<strong>You are looking at the past.</strong> Figures are shown as at {format_date(day)}."
    )
    if not is_past:
        text = "<strong>You are looking at the latest figures.</strong> Choose Then to go back."
    with st.container(horizontal=True, vertical_alignment="center", key="past"):
        around = "<style>:root { --around: var(--past-tint); }</style>" if is_past else ""
        look = "past" if is_past else "now"
        st.html(f'{around}<div class="{look}">{text}</div>', width="stretch")
        draw_then_or_now(day, is_past=is_past)
        label = "Back to the latest figures" if is_past else "Close"
        st.button(label, key="back-to-now", on_click=back_to_now, type="tertiary")


def draw_then_or_now(day: date, *, is_past: bool) -> None:
    key = url_state.synced_key("then-or-now", "then" if is_past else "now")
    names = {"then": f"Then: {day.day} {day:%b %Y}", "now": "Now"}
    st.segmented_control(
        "Show figures as at",
        list(names),
        format_func=names.__getitem__,
        required=True,
        key=key,
        on_change=switch_to,
        args=(day, "" if is_past else day.isoformat()),
        label_visibility="collapsed",
    )


def switch_to(day: date, as_of: str) -> None:
    """Show the other of then and now, and remember the day for the way back."""
    st.session_state[THEN] = day
    url_state.set_value(AS_OF, as_of)


def show_link_notice() -> None:
    """Say what the link asks for and the filters do not know: it is not what is shown."""
    if unknown := unknown_filters():
        asked = escape_markdown(join_list(unknown))
        st.warning(
            f"This link asks for the {asked}, which we do not have. "
            "The filters say what is shown instead.",
            icon=":material/link_off:",
        )


def back_to_now() -> None:
    st.session_state.pop(THEN, None)
    url_state.set_value(AS_OF, "")


def show_protected_banner() -> None:
    """Say over figures that they are protected, and how."""
    if effective_user.audience() == "protected":
        profile = queries.plan().profile(queries.plan().partnership.profile)
        notice = f"**Protected figures.** {profile.name}."
        if own := own_localities("or"):
            notice += f" To see exact figures, choose only {own}."
        st.info(notice, icon=":material/visibility:")


def own_localities(joined_by: str = "and") -> str:
    """The localities whose exact figures a manager sees, in words; "" for anybody else."""
    own = effective_user.user().localities
    names = [place.name for place in queries.plan().localities if place.id in own]
    return join_list(names, joined_by)


def show_withheld_notice(what: str, action: Action = "see-exact") -> bool:
    """Whether this part is not for the reader; a notice is then shown in its place."""
    if effective_user.can(action, localities=effective_user.chosen_localities()):
        return False
    own = own_localities()
    st.info(f"{what} {f'shown only for {own}' if own else 'left out of protected figures'}.")
    return True
