"""The Returns page: upload, accepted returns, due and received, templates."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dscp_data.model.clock import today
from dscp_data.model.periods import council_year, year
from dscp_data.store.event_log.access_log import DownloadEvent, File
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.frame.banners import show_withheld_notice
from dscp_ui.frame.downloads import template
from dscp_ui.sections.returns.accepted_returns import show_accepted_returns
from dscp_ui.sections.returns.returns_due import show_due
from dscp_ui.sections.returns.term_mappings import show_term_mappings
from dscp_ui.sections.returns.upload import show_upload
from dscp_ui.widgets.download_buttons import offer


def show_returns() -> None:
    st.title("Returns", anchor=False)
    if show_withheld_notice("Returns are", "see-returns"):
        return
    views = views_of_reader()
    tabs = st.tabs(list(views), key="returns_view", on_change="rerun", bind="query-params")
    for tab, show in zip(tabs, views.values(), strict=True):
        if tab.open:
            with tab:
                show()


def views_of_reader() -> dict[str, Callable[[], None]]:
    """What the reader may do here, by the title of its tab."""
    views: dict[str, Callable[[], None]] = {}
    if effective_user.can("check-returns"):
        views["Upload a return"] = show_upload
    views |= {"Accepted returns": show_accepted_returns, "Due and received": show_due}
    if effective_user.agencies_for("see-originals"):
        views["Templates"] = show_templates
    if effective_user.agencies_for("edit-meanings"):
        views["Saved terms"] = show_term_mappings
    return views


def show_templates() -> None:
    """A workbook for one agency and council year, with what is held filled in."""
    plan = queries.plan()
    this_year = council_year(today())
    left, right = st.columns(2)
    agency = left.selectbox(
        "Agency",
        effective_user.agencies_for("see-originals"),
        format_func={agency.id: agency.name for agency in plan.agencies}.__getitem__,
        key="template_agency",
    )
    chosen = right.selectbox(
        "Council year",
        range(this_year + 1, plan.partnership.first_council_year - 1, -1),
        index=1,
        format_func=lambda number: year(number).name,
        key="template_year",
    )
    st.caption(
        "The template includes only that agency's indicators, with any figures already "
        "accepted filled in."
    )
    file = f"{agency} return {year(chosen).short_name.replace('/', '-')}.xlsx"
    filled = partial(template, signed_in_user.user(), agency, chosen)
    offer(
        "Download the template",
        lambda: File(filled()),
        DownloadEvent(file, f"the template for {agency}, with accepted figures", "exact"),
        key="template",
        type="primary",
    )
