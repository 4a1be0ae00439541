"""Forms to enter, change and withdraw evidence or milestones, with the history of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import pandas as pd
import streamlit as st

from dscp_data.access import record_commands as commands
from dscp_data.model.clock import london_from_utc
from dscp_data.model.entries import EvidenceEntry, MilestoneEntry
from dscp_data.model.text import format_date
from dscp_data.store.records.entries import entry_versions
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.widgets.html_table import draw_table
from dscp_ui.widgets.run_command import author, run_command

Entry = TypeVar("Entry", EvidenceEntry, MilestoneEntry)


@dataclass(frozen=True)
class EntryForm(Generic[Entry]):
    """The form of a kind of entry: `fields` draws those of an entry, for the agencies to choose
    from, and gives what is in them; then come the label of each button and the message once it has
    done its work, and the history's title and columns."""

    key: str
    fields: Callable[[Entry, list[str]], Entry]
    add: str
    added: str
    save: str
    saved: str
    withdraw: str
    withdrawn: str
    history: str
    columns: Mapping[str, Callable[[Entry], str]]


def draw_new(form: EntryForm[Entry], blank: Entry, agencies: list[str], count: int) -> None:
    """A form for a new entry. `count` is how many there are: after each the form is empty again."""
    with st.form(f"{form.key}-new-{count}", border=False):
        entry = form.fields(blank, agencies)
        if st.form_submit_button(form.add, type="primary"):
            run_command(lambda: save(entry), form.added)


def draw_change(form: EntryForm[Entry], entry: Entry, agencies: list[str]) -> None:
    """A form to change or withdraw an entry, with its history below."""
    with st.form(f"{form.key}-{entry.corrects}-{entry.id}-{entry.step}", border=False):
        changed = form.fields(entry, agencies)
        reason = st.text_input("Reason for the change")
        with st.container(horizontal=True):
            if st.form_submit_button(form.save, type="primary"):
                run_command(lambda: save(changed, reason), form.saved)
            if st.form_submit_button(form.withdraw):
                run_command(lambda: withdraw(entry, reason), form.withdrawn)
    draw_history(form, entry)


def save(entry: Entry, reason: str = "") -> None:
    commands.save_entry(queries.store(), effective_user.user(), entry, author(reason))


def withdraw(entry: Entry, reason: str) -> None:
    commands.withdraw_entry(queries.store(), effective_user.user(), entry, author(reason))


def draw_history(form: EntryForm[Entry], entry: Entry) -> None:
    """Who changed an entry, when and why, the newest first."""
    if entry.id is None:
        return
    versions = entry_versions(queries.store(), type(entry), entry.id)
    columns = {
        "When": [format_date(london_from_utc(one.at).date()) for one in versions],
        "Who": [one.by for one in versions],
        **{name: [of(one.entry) for one in versions] for name, of in form.columns.items()},
        "Reason": [one.reason for one in versions],
    }
    draw_table(pd.DataFrame(columns), form.history)


def choose(label: str, names: Mapping[str, str], now: str) -> str:
    """One of `names`, by id; the first where `now` is none of them."""
    ids = [*names]
    place = ids.index(now) if now in ids else 0
    return st.selectbox(label, ids, index=place, format_func=lambda id: names[id]) or ""


def choose_several(label: str, names: Mapping[str, str], now: tuple[str, ...]) -> tuple[str, ...]:
    chosen = [id for id in now if id in names]
    return tuple(st.multiselect(label, [*names], chosen, format_func=lambda id: names[id]))


def choose_day(label: str, now: date | None, latest: date | None = None) -> date | None:
    chosen = st.date_input(label, now, format="DD/MM/YYYY", max_value=latest)
    return chosen if isinstance(chosen, date) else None
