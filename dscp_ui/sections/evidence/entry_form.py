"""Forms to enter, correct and withdraw evidence, for those who may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dscp_data.access import record_commands as commands
from dscp_data.model.clock import london_from_utc, today
from dscp_data.model.entries import EvidenceEntry
from dscp_data.model.text import format_date
from dscp_data.records.evidence import RATINGS, entry_of
from dscp_data.store.records.entries import entry_versions
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.sections.evidence.saving import author, run_command
from dscp_ui.widgets.html_table import draw_table


def offer_new_entry(log: pd.DataFrame) -> None:
    agencies = effective_user.agencies_for("edit-evidence")
    if not agencies:
        return
    blank = EvidenceEntry(today(), agencies[0], "single-agency-audit", "")
    with (
        st.expander("Enter evidence", key="evidence-new"),
        st.form(f"evidence-new-{len(log)}", border=False),
    ):
        entry = draw_fields(blank, agencies)
        if st.form_submit_button("Enter it", type="primary"):
            save(entry, "", "The evidence is in the log.")


def offer_changes(found: pd.DataFrame) -> None:
    """Correct or withdraw one of the entries that are listed."""
    agencies = effective_user.agencies_for("edit-evidence")
    own = found[found["agency"].isin(agencies)]
    if own.empty:
        return
    rows = {row["key"]: row for row in own.to_dict("records")}
    with st.expander("Correct or withdraw evidence", key="evidence-change"):
        key = st.selectbox(
            "Which evidence",
            list(rows),
            index=None,
            format_func=lambda key: name_of(rows[key]),
            key="evidence-chosen",
        )
        if key:
            show_change(entry_of(rows[key]), agencies)


def name_of(row: Mapping[str, object]) -> str:
    return f"{format_date(row['date'].date())}: {row['finding']}"  # type: ignore[attr-defined]


def show_change(entry: EvidenceEntry, agencies: list[str]) -> None:
    with st.form(f"evidence-{entry.corrects}-{entry.id}-{entry.step}", border=False):
        changed = draw_fields(entry, agencies)
        reason = st.text_input("Reason for the change")
        with st.container(horizontal=True):
            if st.form_submit_button("Save the correction", type="primary"):
                save(changed, reason, "The evidence is corrected.")
            if st.form_submit_button("Withdraw it"):
                command = partial(
                    commands.withdraw_evidence, queries.store(), effective_user.user(), entry,
                    author(reason),
                )  # fmt: skip
                run_command(command, "The evidence is withdrawn. It stays in the history.")
    show_versions(entry)


def draw_fields(entry: EvidenceEntry, agencies: list[str]) -> EvidenceEntry:
    """The fields of an entry, and what is in them."""
    plan = queries.plan()
    names = {one.id: one.short_name for one in plan.agencies}
    types = {one.id: one.name for one in plan.evidence_types}
    outcomes = {one.id: f"{one.id} {one.wording}" for one in plan.outcomes}
    threads = {one.id: one.name for one in plan.golden_threads}
    indicators = {one.id: f"{one.id} {one.short_name}" for one in plan.indicators}
    priorities = {one.id: f"{one.id} {one.short_title}" for one in plan.priorities}
    finding = st.text_area("What was found", entry.finding, help="Never name or describe a child.")
    first, second, third = st.columns(3)
    day = first.date_input("Date", entry.date, format="DD/MM/YYYY", max_value=today())
    agency = second.selectbox(
        "Agency", agencies, index=place(agencies, entry.agency), format_func=lambda id: names[id]
    )
    type_ = third.selectbox(
        "Type of evidence",
        [*types],
        index=place([*types], entry.type),
        format_func=lambda id: types[id],
    )
    chosen_outcomes = choose_several("Outcomes", outcomes, entry.outcomes)
    chosen_threads = choose_several("Golden Threads", threads, entry.golden_threads)
    chosen_indicators = choose_several("Indicators", indicators, entry.indicators)
    chosen_priorities = choose_several("Priorities", priorities, entry.priorities)
    first, second = st.columns(2)
    ratings = list(dict.fromkeys(["", *RATINGS, entry.rating]))
    rating = first.selectbox("Rating", ratings, index=ratings.index(entry.rating))
    document = second.text_input("Document reference", entry.document)
    recommendation = st.text_input("Recommendation", entry.recommendation)
    first, second, third = st.columns(3)
    owner = first.text_input("Owner (a role or an agency)", entry.owner)
    due = second.date_input("Due", entry.recommendation_due, format="DD/MM/YYYY")
    done = third.date_input("Completed", entry.recommendation_done, format="DD/MM/YYYY")
    return replace(
        entry, date=as_day(day) or entry.date, agency=agency or "", type=type_ or "",
        finding=finding, outcomes=chosen_outcomes, golden_threads=chosen_threads,
        indicators=chosen_indicators, priorities=chosen_priorities, rating=rating or "",
        document=document, recommendation=recommendation, owner=owner,
        recommendation_due=as_day(due), recommendation_done=as_day(done),
    )  # fmt: skip


def choose_several(label: str, names: Mapping[str, str], now: tuple[str, ...]) -> tuple[str, ...]:
    chosen = [id for id in now if id in names]
    return tuple(st.multiselect(label, [*names], chosen, format_func=lambda id: names[id]))


def as_day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def place(ids: list[str], id: str) -> int:
    return ids.index(id) if id in ids else 0


def save(entry: EvidenceEntry, reason: str, saved: str) -> None:
    store, user = queries.store(), effective_user.user()
    run_command(partial(commands.save_evidence, store, user, entry, author(reason)), saved)


def show_versions(entry: EvidenceEntry) -> None:
    """Who changed it, when and why."""
    if entry.id is None:
        return
    versions = entry_versions(queries.store(), EvidenceEntry, entry.id)
    draw_table(
        pd.DataFrame(
            {
                "When": [format_date(london_from_utc(one.at).date()) for one in versions],
                "Who": [one.by for one in versions],
                "Finding": [one.entry.finding for one in versions],
                "Rating": [one.entry.rating for one in versions],
                "Reason": [one.reason for one in versions],
            }
        ),
        "History of this evidence",
    )
