"""Views saved by name, for oneself or for all, and the way to save the one that is open."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from dscp_data.access import view_commands as commands
from dscp_data.model.clock import today
from dscp_data.model.saved_views import SavedView
from dscp_data.store import StoreError
from dscp_data.store.records.saved_views import read_views
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.runtime.markdown import escape_markdown


def draw_saved_views(url_path: str) -> None:
    """A menu with the views that somebody may open, each a link."""
    if not effective_user.can("save-views"):
        return
    key = f"views-{url_path}"
    with st.popover("Views", type="tertiary", key=key, on_change="rerun") as shown:
        if not shown.open:
            return
        found = read_views(queries.store(), signed_in_user.user().signature)
        for one in found:
            show_view(one)
        if not found:
            st.caption("No view has been saved yet.")
        show_form(url_path)


def show_view(one: SavedView) -> None:
    whose = "for all" if one.for_all else "yours"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(
            f'<a class="opens" href="{escape(one.address)}">{escape(one.name)}</a> '
            f'<span class="under">{whose}</span>'
        )
        is_own = one.owner == signed_in_user.user().signature
        if is_own or effective_user.can("edit-settings"):
            st.button(
                "Remove", key=f"view-remove-{one.id}", help=escape_markdown(one.name),
                type="tertiary", on_click=remove, args=(one,),
            )  # fmt: skip


def show_form(url_path: str) -> None:
    with st.form("save-view", border=False):
        name = st.text_input("Save this view as")
        for_all = st.checkbox("For everybody")
        keeps_day = st.checkbox(
            "Keep the figures of today", help="The view then shows them as they are now."
        )
        if st.form_submit_button("Save the view"):
            address = address_now(url_path, keeps_day=keeps_day)
            try:
                commands.save_view(
                    queries.store(), effective_user.user(), name, address, for_all=for_all
                )
            except StoreError as why:
                st.error(str(why))
            else:
                st.rerun()


def address_now(url_path: str, *, keeps_day: bool) -> str:
    """The address of the view that is open. One that keeps the day shows its figures as at the end
    of today, unless it is as at another day already."""
    parameters = st.query_params.to_dict()
    if keeps_day:
        parameters.setdefault("as_of", today().isoformat())
    path = url_path or "/"
    return f"{path}?{urlencode(parameters, doseq=True)}" if parameters else path


def remove(one: SavedView) -> None:
    commands.remove_view(queries.store(), effective_user.user(), one)
