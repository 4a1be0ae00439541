"""Download buttons: files with a marking, protected for wider sharing, and recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

from dscp_data.access import Action, NotAllowed, User, refuse
from dscp_data.exports.marked_csv import figures_as_shown, marked_csv
from dscp_data.exports.marked_workbook import marked_workbook, notes_on_figures
from dscp_data.store.event_log.access_log import DownloadEvent, File, record_download
from dscp_data.trends import Selection, Trend
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.access.request_access import user_now
from dscp_ui.frame.downloads import table, trends_to_export
from dscp_ui.frame.filters import describe_selection
from dscp_ui.frame.protective_marking import marking_of_view
from dscp_ui.guard.requester import REQUESTER

CSV, XLSX = ".csv", ".xlsx"
FORMS = {CSV: "CSV", XLSX: "Excel"}
"""What a form of a file is called, by its ending."""


def offer(
    label: str, make: Callable[[], File], taken: DownloadEvent, *, key: str, **options: Any
) -> None:
    """A button that hands out a file, made when it is asked for, and records that it did."""
    st.download_button(
        label,
        partial(make_and_record, make, taken, signed_in_user.user(), current_page()),
        file_name=taken.file,
        on_click="ignore",
        key=key,
        **options,
    )


def current_page() -> str:
    """The id of the Streamlit session that this script runs for; "" outside of one."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def make_and_record(
    make: Callable[[], File], taken: DownloadEvent, offered_to: User, page: str
) -> bytes:
    """The file, for the user it was offered to on that page, and a record of who took it. Raises
    NotAllowed, once that is in the log, where somebody else asks."""
    asks = asking_now()
    requester = REQUESTER.get()
    if requester is None or requester.page != page or asks.email != offered_to.email:
        refuse(queries.store(), asks, "a file prepared for someone else", [taken.file])
        raise NotAllowed("This file was prepared for someone else.")
    file = make()
    record_download(queries.store(), file, taken, by=asks.signature)
    return file.content


def asking_now() -> User:
    """Who asks for a file, with the role that they have at this moment."""
    requester = REQUESTER.get()
    return user_now(requester.person) if requester else signed_in_user.NOBODY


def offer_table(
    label: str,
    rows: pd.DataFrame,
    file: str,
    shows: str,
    *,
    action: Action,
    agencies: Sequence[str] = (),
    endings: Sequence[str] = (CSV, XLSX),
    key: str,
) -> None:
    """Buttons for the rows of a table as a marked CSV file and as a workbook with notes, for those
    who may do `action`. `file` is without its ending."""
    made = partial(table, signed_in_user.user(), action, agencies, rows, shows)
    with st.container(horizontal=True):
        for ending in endings:
            event = DownloadEvent(f"{file}{ending}", shows, "exact")
            words = f"{label} as {FORMS[ending]}"
            offer(words, partial(made, ending=ending), event, key=f"{key}{ending}")


def show_downloads(trend: Trend, selection: Selection) -> None:
    """What is seen as files, and for a member also what a wider audience may have."""
    agreed = queries.plan().partnership
    with st.container(horizontal=True):
        if selection.audience == "exact" and effective_user.can(
            "export-exact", localities=selection.localities
        ):
            offer_figures(f"Download these figures ({agreed.marking})", trend, selection, CSV)
            offer_figures("These figures as Excel", trend, selection, XLSX)
        wider = replace(selection, audience="protected", as_of=None)
        offer_figures(f"Download for wider sharing ({agreed.wider_marking})", trend, wider, CSV)
        offer_figures("For wider sharing as Excel", trend, wider, XLSX)


def offer_figures(label: str, trend: Trend, selection: Selection, ending: str) -> None:
    id, filters = trend.indicator.id, describe_selection(selection)
    file = f"{id} by {trend.period_type}, {selection.audience}{ending}"
    offer(
        label,
        partial(figures_file, signed_in_user.user(), id, trend.agency, selection, filters, ending),
        DownloadEvent(
            file, f"figures for {id} {trend.indicator.name}", selection.audience, filters
        ),
        key=f"download-{ending.strip('.')}-{selection.audience}-{id}",
    )


def figures_file(
    acting: User, indicator: str, agency: str, selection: Selection, filters: str, ending: str = CSV
) -> File:
    """The series shown as a CSV file, or as a workbook with notes."""
    found = trends_to_export(acting, indicator, selection)
    trend = next(one for one in found if one.agency == agency)
    figures = figures_as_shown(trend)
    shows = f"{trend.name} ({indicator}) · {filters}"
    marking = marking_of_view(selection.audience, acting.signature, shows)
    if ending == XLSX:
        return File(marked_workbook(figures, marking, notes_on_figures()), len(figures))
    return File(marked_csv(figures, marking), len(figures))
