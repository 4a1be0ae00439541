"""Sending returns in: what was understood, what could not be placed, what is wrong, what will
change; then accept, and a receipt. Nothing is stored before that, and every step can be gone back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dscp_data.access import commands
from dscp_data.intake.rules.documentation import ASKED, READ
from dscp_data.model.returns import CheckedReturn
from dscp_data.model.text import join_list, pluralise
from dscp_data.operations.bulk_load import with_history
from dscp_data.store import Preview, preview
from dscp_data.store.engine.sealed_files import EXPIRE_AFTER_DAYS
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.guard.uploads import MB, UploadLimits
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.returns.accept import accept_form, show_change
from dscp_ui.sections.returns.faults import show_faults
from dscp_ui.sections.returns.receipt import show_receipt
from dscp_ui.sections.returns.unrecognised import show_unrecognised
from dscp_ui.sections.returns.uploaded_files import UploadedFile, read_files, remove

LIMITS = UploadLimits()
PLACE, FAULTS, ACCEPT = STEPS = ("place", "faults", "accept")


def show_upload() -> None:
    waiting_notice = st.container()
    files = st.file_uploader(
        "Choose one or more returns",
        accept_multiple_files=True,
        key="returns-sent",
        help="Excel (.xlsx, .xlsm, .xls), OpenDocument (.ods) or text (.csv). "
        f"A file waits here for {EXPIRE_AFTER_DAYS} days, and only you can see it, until you "
        "accept or remove it. No figure is used before you accept it. "
        f"Send up to {LIMITS.files_each} files and {LIMITS.bytes_each // MB} MB at a time.",
    )
    asked_sender = st.container()
    sent = read_files(files)
    waiting = [one for one in sent if not one.file_id and one.accepted_as is None]
    if waiting:
        count = pluralise(len(waiting), "return is", "returns are")
        waiting_notice.info(f"{count} waiting for you.", icon=":material/schedule:")
    if not sent:
        show_layouts()
        return
    shown = sent[chosen(sent)]
    with asked_sender:
        ask_sender(shown.checked)
    with st.container(border=True):
        show_file(shown)


def show_layouts() -> None:
    """What a return may look like, for somebody who is about to send one."""
    with st.expander("What we can read, and what we ask about"):
        read, asked = st.columns(2, gap="large")
        read.markdown(f"**Read without a question**\n\n{READ}")
        asked.markdown(f"**Asked about, at the cell concerned**\n\n{ASKED}")


def ask_sender(checked: CheckedReturn) -> None:
    """Who sent the file, with our guess where it is left to the file."""
    names = {agency.id: agency.name for agency in queries.plan().agencies}
    sender = st.selectbox(
        "Who sent it?",
        effective_user.agencies_for("accept-returns"),
        index=None,
        format_func=names.__getitem__,
        placeholder="As the file says",
        key="sender",
    )
    if sender is None and not checked.refused:
        guess = names.get(checked.agency or "")
        st.caption(f"We think it is from {guess}." if guess else "The file does not say.")


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
    compared = compare(checked)
    checked, change = compared.checked, compared.change
    step = choose_step(checked, key)
    if step == PLACE:
        show_unrecognised(sent)
    elif step == FAULTS:
        show_faults(checked, sent.content, key)
    elif checked.blocking:
        errors = pluralise(len(checked.blocking), "error")
        st.warning(f"You cannot accept this file yet because it has {errors}. See Faults.")
    elif not effective_user.can("accept-returns", commands.agencies_in(checked)):
        st.warning(
            "You can view this file but not accept it, because it has figures for an agency you do "
            "not act for. Ask an analyst for that agency, or a steward."
        )
    else:
        show_change(change, key)
        accept_form(checked, sent.content, change, key)
    go_on(step, sent)


@dataclass(frozen=True)
class Compared:
    """A file `as_read`, what accepting it would change, and `checked` with the queries that a
    comparison with accepted figures raises."""

    as_read: CheckedReturn
    change: Preview
    checked: CheckedReturn


def compare(as_read: CheckedReturn) -> Compared:
    """A file compared with accepted figures: once, and not at each click, until one changes."""
    store = queries.store()
    last: Compared | None = st.session_state.get("file-compared")
    if last and last.as_read is as_read and last.change.still_holds(as_read, store.version):
        return last
    change = preview(store, as_read)
    compared = Compared(as_read, change, with_history(store, as_read, change))
    st.session_state["file-compared"] = compared
    return compared


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


def go_on(step: str, sent: UploadedFile) -> None:
    """Back and on, for those who take one step after another; or no further with this file."""
    at, key = STEPS.index(step), sent.key
    with st.container(horizontal=True):
        if at > 0:
            st.button("Back", on_click=go_to, args=(STEPS[at - 1], key), key=f"back-{key}")
        if at + 1 < len(STEPS):
            st.button("Continue", on_click=go_to, args=(STEPS[at + 1], key), key=f"on-{key}")
        st.button("Remove this file", on_click=remove, args=(sent,), key=f"remove-{key}")


def go_to(step: str, key: str) -> None:
    st.session_state[f"step-{key}"] = step
