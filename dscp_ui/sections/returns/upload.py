"""Sending returns in: what was understood, what could not be placed, what is wrong, what will
change; then accept, and a receipt. Nothing is stored before that, and every step can be gone back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from dscp_data.access import commands
from dscp_data.intake.check import check_file
from dscp_data.model.clock import today
from dscp_data.model.mappings import TermMappings
from dscp_data.model.returns import CheckedReturn
from dscp_data.model.text import join_list, pluralise
from dscp_data.operations.bulk_load import with_history
from dscp_data.store import preview, saved_mappings
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.guard.uploads import MB, UploadLimits
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.returns.accept import accept_form, show_change, show_receipt
from dscp_ui.sections.returns.faults import show_faults
from dscp_ui.sections.returns.unrecognised import show_unrecognised

LIMITS = UploadLimits()
PLACE, FAULTS, ACCEPT = STEPS = ("place", "faults", "accept")


@dataclass(frozen=True)
class UploadedFile:
    """An uploaded file as read. `accepted_as` is the return with the same bytes."""

    content: bytes
    checked: CheckedReturn
    accepted_as: int | None

    @property
    def key(self) -> str:
        """What tells its widgets apart from those of other files."""
        return self.checked.sha256[:16]

    @property
    def status(self) -> str:
        """Where it stands, in a few words."""
        checked = self.checked
        if checked.refused:
            return "Refused"
        if self.accepted_as is not None:
            return f"Accepted as return {self.accepted_as}"
        if checked.blocking:
            return pluralise(len(checked.blocking), "error")
        if checked.queries:
            return pluralise(len(checked.queries), "query to answer", "queries to answer")
        return "Ready to accept"


def show_upload() -> None:
    plan = queries.plan()
    files = st.file_uploader(
        "Choose one or more returns",
        accept_multiple_files=True,
        key="returns-sent",
        help="Excel (.xlsx, .xlsm, .xls), OpenDocument (.ods) or text (.csv). "
        "Nothing is saved until you accept it. "
        f"Send up to {LIMITS.files_each} files and {LIMITS.bytes_each // MB} MB at a time.",
    )
    agency = st.selectbox(
        "Sender (if the file does not say)",
        effective_user.agencies_for("accept-returns"),
        index=None,
        format_func={agency.id: agency.name for agency in plan.agencies}.__getitem__,
        placeholder="Use the sender named in the file",
        key="sender",
    )
    if files:
        sent = read_all(files, agency)
        with st.container(border=True):
            show_file(sent[chosen(sent)])


def read_all(files: Sequence[Any], agency: str | None) -> list[UploadedFile]:
    """Every file, read; files that were read before are at hand."""
    mappings, day = saved_mappings(queries.store()), today()
    seen = st.session_state.setdefault("files-read", set())
    bar = st.progress(0.0) if any(file.file_id not in seen for file in files) else None
    found = []
    for number, file in enumerate(files):
        if bar:
            words = f"Reading {file.name} ({number + 1} of {len(files)})"
            bar.progress(number / len(files), text=escape_markdown(words))
        content = file.getvalue()
        checked = check(content, file.name, agency, mappings, day)
        accepted = queries.run_sql("accepted_copy", sha256=checked.sha256)
        accepted_as = None if accepted.empty or checked.refused else int(accepted.loc[0, "id"])
        found.append(UploadedFile(content, checked, accepted_as))
        if checked.refused or file.file_id not in seen:
            commands.note_check(queries.store(), signed_in_user.user(), checked)
        seen.add(file.file_id)
    if bar:
        bar.empty()
    return found


@st.cache_resource(max_entries=16, show_spinner=False)
def check(
    content: bytes, name: str, agency: str | None, mappings: TermMappings, day: date
) -> CheckedReturn:
    """A file as it is read: a value that nothing changes, so that every session may share it."""
    return check_file(
        content, name, catalogue=queries.plan(), today=day, agency=agency, mappings=mappings
    )


def chosen(sent: Sequence[UploadedFile]) -> int:
    """Which of the files is shown."""
    if len(sent) == 1:
        return 0
    number: int = st.radio(
        "Choose a file",
        range(len(sent)),
        format_func=lambda number: escape_markdown(sent[number].checked.file),
        captions=[one.status for one in sent],
        key="file-shown",
    )
    return number


def show_file(sent: UploadedFile) -> None:
    checked, key = sent.checked, sent.key
    st.header(escape_markdown(checked.file), anchor=False)
    if checked.refused:
        for fault in checked.faults:
            st.error(escape_markdown(f"{fault.message} {fault.fix}"))
        return
    show_contents(checked)
    if sent.accepted_as is not None:
        show_receipt(checked, sent.accepted_as)
        return
    change = preview(queries.store(), checked)
    checked = with_history(queries.store(), checked, change)
    step = choose_step(checked, key)
    if step == PLACE:
        show_unrecognised(checked, key)
    elif step == FAULTS:
        show_faults(checked, sent.content, key)
    elif checked.blocking:
        errors = pluralise(len(checked.blocking), "error")
        st.warning(f"You cannot accept this file yet because it has {errors}. See Faults.")
    elif not effective_user.can("accept-returns", commands.agencies_told(checked)):
        st.warning(
            "You can view this file but not accept it, because it has figures for an agency you do "
            "not act for. Ask an analyst for that agency, or a steward."
        )
    else:
        show_change(change, key)
        accept_form(checked, sent.content, change, key)
    go_on(step, key)


def show_contents(checked: CheckedReturn) -> None:
    """What the file was taken to say."""
    plan = queries.plan()
    agencies = sorted({o.agency for o in checked.observations})
    periods = sorted({o.period for o in checked.observations})
    st.write(f"We found {join_list(checked.counts()) or 'nothing that we can store'}.")
    if periods:
        who = join_list([plan.agency(id).short_name for id in agencies])
        first, last = periods[0].name, periods[-1].name
        st.caption(f"{who}; {first if first == last else f'{first} to {last}'}")
    with st.expander("How we read this file"):
        for phrase in checked.layout or ("We found no tables.",):
            st.text(phrase)


def choose_step(checked: CheckedReturn, key: str) -> str:
    """The step that is shown: at first the earliest where something waits for an answer."""
    labels = {
        PLACE: with_count("Needs matching", len(checked.unrecognised)),
        FAULTS: with_count("Faults", len(checked.faults)),
        ACCEPT: "Review and accept",
    }
    st.session_state.setdefault(f"step-{key}", first_step(checked))
    step = st.segmented_control(
        "Step",
        STEPS,
        format_func=lambda step: labels[step],
        required=True,
        key=f"step-{key}",
        label_visibility="collapsed",
    )
    return step or PLACE


def first_step(checked: CheckedReturn) -> str:
    if checked.unrecognised:
        return PLACE
    return FAULTS if checked.blocking else ACCEPT


def with_count(label: str, count: int) -> str:
    return f"{label} ({count:,})" if count else label


def go_on(step: str, key: str) -> None:
    """Back and on, for those who take one step after another."""
    at = STEPS.index(step)
    with st.container(horizontal=True):
        if at > 0:
            st.button("Back", on_click=go_to, args=(STEPS[at - 1], key), key=f"back-{key}")
        if at + 1 < len(STEPS):
            st.button("Continue", on_click=go_to, args=(STEPS[at + 1], key), key=f"on-{key}")


def go_to(step: str, key: str) -> None:
    st.session_state[f"step-{key}"] = step
