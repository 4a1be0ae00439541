"""The Audit page: what was done, by whom and when, and whether the log is complete."""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dscp_data.audit.log_search import EventFilter, choices, newest_event, search_log
from dscp_data.model.clock import today
from dscp_data.model.text import format_date, pluralise
from dscp_data.store.backup.backup import describe_backup
from dscp_data.store.event_log.access_log import DownloadEvent
from dscp_data.store.event_log.verification import Verified, verify_open_store
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.frame.banners import show_withheld_notice
from dscp_ui.frame.downloads import audit_file
from dscp_ui.runtime.page_runs import RUNS
from dscp_ui.widgets.download_buttons import offer
from dscp_ui.widgets.html_table import draw_table_on_paper

PAGE, FEW = 50, 12
DATES = "DD/MM/YYYY"
EVENTS = "Events with number, time, person, type and action"


def show_audit() -> None:
    st.title("Audit", anchor=False)
    if show_withheld_notice("The event log is", "see-audit"):
        return
    effective_user.require("see-audit")
    with RUNS.without_turn():
        found = verified(newest_event(queries.store()))
    show_state(found)
    show_protection()
    narrowed = show_filters()
    matching = search_log(queries.store(), narrowed, size=1).matching
    if not matching:
        st.info("No events match. Remove a filter or change the dates.")
        return
    show_events(narrowed, matching)
    show_download(narrowed, matching)


@st.cache_data(max_entries=2, show_spinner="Checking the event log")
def verified(newest: int) -> Verified:
    """Whether the log is whole: it is looked through once for each newest event."""
    return verify_open_store(queries.store())


def show_state(found: Verified) -> None:
    """Whether the log is whole, or the first event that is not."""
    if found.faults:
        st.error(
            f"The log may have been altered. {' '.join(found.faults)} Tell your dashboard steward, "
            "and see “The event log” in docs/operating.md."
        )
        return
    st.success(f"The log is complete and unaltered: {pluralise(found.events, 'event')} checked.")
    st.caption(
        "Each event includes the hash of the one before, so altering an earlier event would change "
        f"the latest hash. Note it down to compare later: `{found.last}`"
    )


def show_protection() -> None:
    """Whether the store is encrypted, and when it was last backed up."""
    store = queries.store()
    st.caption(f"{store.describe_encryption()} {describe_backup(store)}")


def show_filters() -> EventFilter:
    known = choices(queries.store())
    kinds, people = ({name: name for name in names} for names in known)
    agencies = {agency.id: agency.short_name for agency in queries.plan().agencies}
    left, middle, right, first, last = st.columns([3, 3, 3, 2, 2])
    with left:
        kind = chosen("Kind", "audit_kind", kinds, "All kinds")
    with middle:
        who = chosen("Person", "audit_person", people, "Everyone")
    with right:
        agency = chosen("About agency", "audit_agency", agencies, "All agencies")
    return EventFilter(kind, who, agency, day(first, "From", "from"), day(last, "To", "to"))


def chosen(label: str, key: str, names: dict[str, str], everything: str) -> str:
    return (
        st.selectbox(
            label,
            list(names),
            index=None,
            format_func=lambda id: names[id],
            placeholder=everything,
            key=key,
        )
        or ""
    )


def day(column: DeltaGenerator, label: str, key: str) -> date | None:
    found: date | None = column.date_input(
        label, value=None, format=DATES, key=f"audit_{key}", max_value=today()
    )
    return found


def show_events(narrowed: EventFilter, matching: int) -> None:
    """One page of events, and under it the choice of the page where there are several."""
    table, below = st.container(), st.container()
    pages = -(-matching // PAGE)
    # By its filters, so that others begin at the first page again.
    page = below.pagination(pages, key=f"audit-page-{hash(narrowed)}") if pages > 1 else 1
    first = (page - 1) * PAGE
    rows = search_log(queries.store(), narrowed, size=PAGE, skipped=first).events
    with table:
        draw_events(rows, page)
        st.caption(
            f"Events {first + 1:,} to {first + len(rows):,} of {matching:,}, newest first. Times "
            "are UK time."
        )


def draw_events(rows: pd.DataFrame, page: int) -> None:
    st.dataframe(
        rows,
        hide_index=True,
        height=440 if len(rows) > FEW else "content",
        key=f"events-{page}",
        alt=EVENTS,
        column_config={
            "Event": st.column_config.NumberColumn("Event", width=60, format="localized"),
            "When": st.column_config.TextColumn("When", width=188),
            "Who": st.column_config.TextColumn("Who", width=130),
            "Kind": st.column_config.TextColumn("Kind", width=105),
            "What": st.column_config.TextColumn("What", width=700),
        },
    )
    draw_table_on_paper(rows, EVENTS)


def show_download(narrowed: EventFilter, matching: int) -> None:
    marking = queries.plan().partnership.marking
    shows = describe_filter(narrowed)
    offer(
        f"Download {pluralise(matching, 'event')} as CSV ({marking})",
        partial(audit_file, signed_in_user.user(), narrowed, shows),
        DownloadEvent("event log.csv", shows, "exact"),
        key="audit-csv",
    )


def describe_filter(narrowed: EventFilter) -> str:
    """As "event log · Returns · from 1 April 2025"."""
    plan = queries.plan()
    parts = [
        "event log",
        narrowed.kind,
        narrowed.who,
        f"about {plan.agency(narrowed.agency).short_name}" if narrowed.agency else "",
        f"from {format_date(narrowed.first)}" if narrowed.first else "",
        f"to {format_date(narrowed.last)}" if narrowed.last else "",
    ]
    return " · ".join(part for part in parts if part)
