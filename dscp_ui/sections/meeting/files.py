"""The files of a meeting: its pack, written in a process of its own, and its minutes."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dscp_data.access import Action, User, require
from dscp_data.aggregation.selection import Audience
from dscp_data.exports.document import document_of
from dscp_data.exports.meeting_pack import meeting_pack
from dscp_data.exports.minutes import minutes_of
from dscp_data.exports.pack import Pack
from dscp_data.exports.pack.worker import PackJob
from dscp_data.meetings.meeting import Meeting
from dscp_data.store.event_log.access_log import DownloadEvent, File
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.widgets.download_buttons import offer

ENDINGS = {".pptx": "Slides", ".pdf": "PDF", ".xlsx": "Workbook"}
AUDIENCES: dict[Audience, str] = {
    "exact": "This meeting: exact figures",
    "protected": "Wider sharing: protected figures",
}
NEEDS: dict[Audience, Action] = {"exact": "export-exact", "protected": "export-protected"}
SECONDS_BETWEEN_LOOKS = 1.0


def show_files(meeting: Meeting) -> None:
    if not effective_user.can("see-meetings"):
        return
    with st.container(border=True, key="meeting-files"):
        offer_minutes(meeting)
        show_pack(meeting)


def offer_minutes(meeting: Meeting) -> None:
    version = f", version {meeting.versions}" if meeting.is_closed else ", draft"
    offer(
        f"Download the minutes ({'closed' if meeting.is_closed else 'draft'})",
        partial(minutes_file, signed_in_user.user(), meeting),
        DownloadEvent(
            f"minutes-{meeting.day.isoformat()}{version_suffix(meeting)}.docx",
            f"the minutes of {meeting.name}{version}",
            "exact",
        ),
        key="meeting-minutes",
    )


def version_suffix(meeting: Meeting) -> str:
    return f"-v{meeting.versions}" if meeting.versions > 1 else ""


def show_pack(meeting: Meeting) -> None:
    """Choose a pack and have it written; then it can be downloaded."""
    key = f"meeting-pack-{meeting.id}"
    if key in st.session_state:
        st.fragment(show_job, run_every=poll(st.session_state[key][0]))(meeting, key)
        return
    allowed: list[Audience] = [one for one in AUDIENCES if effective_user.can(NEEDS[one])]
    if not allowed:
        return
    form, audience, start = st.columns([1, 2, 1], vertical_alignment="bottom")
    ending = form.selectbox("Pack as", list(ENDINGS), format_func=ENDINGS.__getitem__)
    whom = audience.selectbox("For", allowed, format_func=AUDIENCES.__getitem__)
    if start.button("Make the pack", key="meeting-make-pack", width="stretch"):
        made = pack_for(signed_in_user.user(), meeting, whom)
        if made.pages or made.text_pages:
            st.session_state[key] = (PackJob(made, ending), ending, whom)
            st.rerun()
        st.info("No chart of this agenda can be shared more widely.")


def poll(job: PackJob) -> float | None:
    return SECONDS_BETWEEN_LOOKS if job.is_running else None


def show_job(meeting: Meeting, key: str) -> None:
    """How far a pack is, with a way to cancel it; once it is written, the file."""
    job, ending, audience = st.session_state[key]
    if job.is_running:
        st.progress(job.share, f"Page {job.done} of {job.count}")
        if st.button("Cancel", key="meeting-cancel-pack"):
            job.cancel()
            forget(key)
            st.rerun()
        return
    if st.session_state.get(f"{key}-polled") != id(job):
        st.session_state[f"{key}-polled"] = id(job)
        st.rerun()  # the whole page, which then asks no more
    with st.container(horizontal=True):
        offer(
            f"Download the pack ({ENDINGS[ending]})",
            partial(pack_file, signed_in_user.user(), job, audience),
            DownloadEvent(
                f"meeting-{meeting.day.isoformat()}{ending}", f"the pack of {meeting.name}",
                audience,
            ),
            key="meeting-slides", type="primary",
        )  # fmt: skip
        st.button("Make another", key="meeting-another-pack", on_click=forget, args=(key,))


def forget(key: str) -> None:
    st.session_state.pop(key, None)


def pack_for(acting: User, meeting: Meeting, audience: Audience) -> Pack:
    """The pack of a meeting, for somebody who may take it away at this moment."""
    user = signed_in_user.reload_user(acting)
    for action in ("see-meetings", NEEDS[audience]):
        require(queries.store(), user, action)
    return meeting_pack(queries.store(), meeting, audience, acting.signature)


def pack_file(acting: User, job: PackJob, audience: Audience) -> File:
    """A pack that was written, for somebody who may still take it away."""
    user = signed_in_user.reload_user(acting)
    for action in ("see-meetings", NEEDS[audience]):
        require(queries.store(), user, action)
    return File(job.content(), job.count)


def minutes_file(acting: User, meeting: Meeting) -> File:
    """The minutes, for somebody who may see them at this moment."""
    require(queries.store(), signed_in_user.reload_user(acting), "see-meetings")
    made = minutes_of(queries.store(), meeting, acting.signature)
    return File(document_of(made), len(made.items))
