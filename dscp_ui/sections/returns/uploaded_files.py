"""Files that a reader uploaded: those of this session, and those that wait from earlier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import streamlit as st

from dscp_data.access import commands
from dscp_data.intake.check_worker import check_in_worker
from dscp_data.model.clock import today
from dscp_data.model.mappings import TermMappings
from dscp_data.model.returns import CheckedReturn
from dscp_data.model.text import pluralise
from dscp_data.store import StoreError, saved_mappings
from dscp_data.store.returns.waiting import WaitingReturn
from dscp_ui import queries
from dscp_ui.access import signed_in_user
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.runtime.page_runs import RUNS


@dataclass(frozen=True)
class UploadedFile:
    """An uploaded file as read. `accepted_as` is the return with the same bytes; `file_id` is the
    upload's in this session, "" for one that waited from an earlier one."""

    content: bytes
    checked: CheckedReturn
    accepted_as: int | None
    file_id: str = ""

    @property
    def key(self) -> str:
        """What tells its widgets apart from those of other files."""
        return self.checked.sha256[:16]

    @property
    def status(self) -> str:
        """Its state, in a few words."""
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


def read_files(files: Sequence[Any]) -> list[UploadedFile]:
    """The files of the uploader, then those that wait from earlier sessions."""
    removed = st.session_state.setdefault("files-removed", set())
    mine = read_uploads([file for file in files if file.file_id not in removed])
    here = {sha256(file.getvalue()).hexdigest() for file in files}
    return [*mine, *read_waiting([one for one in waiting_files() if one.sha256 not in here])]


def read_uploads(files: Sequence[Any]) -> list[UploadedFile]:
    """Files of this session, read; those that were read before are at hand."""
    seen = st.session_state.setdefault("files-read", set())
    bar = st.progress(0.0) if any(file.file_id not in seen for file in files) else None
    found = []
    for number, file in enumerate(files):
        if bar:
            words = f"Reading {file.name} ({number + 1} of {len(files)})"
            bar.progress(number / len(files), text=escape_markdown(words))
        sent = read(file.getvalue(), file.name, chosen_sender(), file.file_id)
        found.append(sent)
        if sent.checked.refused or file.file_id not in seen:
            commands.note_check(queries.store(), signed_in_user.user(), sent.checked)
        seen.add(file.file_id)
    if bar:
        bar.empty()
    return found


def waiting_files() -> list[WaitingReturn]:
    """The reader's waiting files, and those of them that were accepted in this session."""
    try:
        waiting = commands.waiting_returns(queries.store(), signed_in_user.user())
    except StoreError as error:
        st.error(str(error))
        return []
    seen: dict[str, WaitingReturn] = st.session_state.setdefault("files-waiting", {})
    seen |= {one.sha256: one for one in waiting}
    return list(seen.values())


def read_waiting(waiting: Sequence[WaitingReturn]) -> list[UploadedFile]:
    return [read(one.content, one.file, chosen_sender() or one.sender) for one in waiting]


def read(content: bytes, name: str, sender: str | None, file_id: str = "") -> UploadedFile:
    """A file as read, kept for a later session until it is accepted or removed."""
    mappings = saved_mappings(queries.store())
    with RUNS.without_turn():  # also who waits for the same file to be checked for another session
        checked = check(content, name, sender, mappings, today())
    accepted = queries.run_sql("accepted_copy", sha256=checked.sha256)
    accepted_as = None if accepted.empty or checked.refused else int(accepted.loc[0, "id"])
    if accepted_as is None and not checked.refused:
        save_waiting(checked, content, sender)
    return UploadedFile(content, checked, accepted_as, file_id)


@st.cache_resource(max_entries=16, show_spinner=False)
def check(
    content: bytes, name: str, agency: str | None, mappings: TermMappings, day: date
) -> CheckedReturn:
    """A file as it is read: a value that nothing changes, so that every session may share it."""
    return check_in_worker(
        content, name, catalogue=queries.plan(), today=day, agency=agency, mappings=mappings
    )


def save_waiting(checked: CheckedReturn, content: bytes, sender: str | None) -> None:
    """Keep a file for its owner, once a session for each sender that they choose."""
    saved = st.session_state.setdefault("files-kept", set())
    if (checked.sha256, sender) in saved:
        return
    saved.add((checked.sha256, sender))
    try:
        commands.save_waiting(queries.store(), signed_in_user.user(), checked, content, sender)
    except StoreError as error:
        st.warning(str(error))


def remove(sent: UploadedFile) -> None:
    """Forget a file that is not to be accepted."""
    commands.drop_waiting(queries.store(), signed_in_user.user(), sent.checked.sha256)
    st.session_state["files-waiting"].pop(sent.checked.sha256, None)
    st.session_state["files-removed"].add(sent.file_id)
    st.session_state["files-kept"] = {
        kept for kept in st.session_state["files-kept"] if kept[0] != sent.checked.sha256
    }


def chosen_sender() -> str | None:
    """The agency that the reader says sent the file, or None where they leave it to the file."""
    return st.session_state.get("sender")
