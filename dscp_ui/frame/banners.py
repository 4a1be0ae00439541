"""Notices over a page: it shows the past, figures are protected, or a part is for others only."""

from __future__ import annotations

import streamlit as st

from dscp_data.access import Action
from dscp_data.model.text import format_date, join_list
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.filters import unknown_filters
from dscp_ui.runtime import url_state
from dscp_ui.runtime.markdown import escape_markdown


def show_past_banner(chosen: Selection) -> None:
    """Say over figures of the past that they are, and lead back to now."""
    if chosen.as_of is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="past"):
        st.html(
            "<style>:root { --around: var(--past-tint); }</style>"
            f'<div class="past"><strong>You are looking at the past.</strong> '
            f"Figures are shown as at {format_date(chosen.as_of)}.</div>",
            width="stretch",
        )
        st.button("Back to the latest figures", key="back-to-now", on_click=back_to_now)


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
    url_state.set_value("as_of", "")


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
