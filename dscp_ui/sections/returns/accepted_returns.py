"""What is held: every return, one beside its versions, and taking it out or putting it back."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dscp_data.access import commands as acts
from dscp_data.model.text import format_date, format_datetime, pluralise
from dscp_data.store import StoreError
from dscp_data.store.backup.backup import backup_in_words
from dscp_data.store.engine.encryption import encryption_in_words
from dscp_data.store.event_log.access_log import File, Taken
from dscp_data.summaries.return_history import describe_consequence, describe_history
from dscp_ui import queries as data
from dscp_ui.access import effective_user as reader
from dscp_ui.access import signed_in_user as person
from dscp_ui.frame.downloads import original
from dscp_ui.sections.returns.versions import show_versions
from dscp_ui.widgets.download_buttons import offer

RULE_WORDS = {"child-level": "A list of children"}
SHOWN_IN_FULL = 30


def show_held() -> None:
    held = data.answer("returns", as_of=None)
    if held.empty:
        st.info("No returns are held yet. Send one in first.")
    else:
        show_list(held)
    show_refused()
    show_keeping()


def show_keeping() -> None:
    """How what is held is kept safe: whether it is encrypted, and when it was last backed up."""
    store = data.store()
    st.caption(f"{encryption_in_words(store.key)} {backup_in_words(store.path)}")


def show_list(held: pd.DataFrame) -> None:
    newest = held.iloc[::-1].reset_index(drop=True)
    picked = st.dataframe(
        in_words(newest),
        hide_index=True,
        height=320,
        key="held",
        on_select="rerun",
        selection_mode="single-cell",
        alt="Every return, newest first, with its state",
    )
    more = (
        ", to compare it with another version, to download it as it was sent, or to withdraw it"
        if reader.agencies_for("see-originals")
        else ""
    )
    st.caption(f"Choose a row to see a return and its history{more}.")
    cells = picked["selection"]["cells"]
    if cells and cells[0][0] < len(newest):
        show_return(newest.iloc[cells[0][0]], newest)


def in_words(held: pd.DataFrame) -> pd.DataFrame:
    names = {agency.id: agency.short_name for agency in data.plan().agencies}
    return pd.DataFrame(
        {
            "Return": held["id"],
            "Agency": held["agency"].map(names).fillna("Several"),
            "File": held["file"],
            "Received": [format_date(at) for at in held["received_at"]],
            "State": held["state"].str.capitalize(),
            "Figures": held["observations"],
            "Current": held["current_observations"],
        }
    )


def show_return(held: pd.Series, every: pd.DataFrame) -> None:
    """One return: where it stands, its original, its history, its versions, and taking it out."""
    st.header(f"Return {held['id']}", anchor=False)
    st.text(held["file"])
    st.caption(
        f"{held['state'].capitalize()}. Received {format_datetime(held['received_at'])}. "
        f"{pluralise(held['observations'], 'figure')}, {held['current_observations']:,} of them "
        f"current. {pluralise(len(held['layout']), 'table')} found."
    )
    senders = data.senders_of(int(held["id"]))
    own = reader.may("see-originals", senders)
    if own:
        show_original(held)
    history = data.answer("history", return_id=int(held["id"]))
    st.subheader("History", anchor=False)
    st.dataframe(
        describe_history(history),
        hide_index=True,
        height="content",
        key=f"history-{held['id']}",
        alt=f"What became of return {held['id']}, oldest first",
    )
    if own:
        show_answers(int(held["id"]))
        show_versions(held, history, every)
    if reader.may("withdraw-returns", senders):
        show_change_of_state(held)


def show_answers(return_id: int) -> None:
    """The reason that was given for each query of a return."""
    answers = data.answer("answers", return_id=return_id)
    if answers.empty:
        return
    st.subheader("Why its queries were accepted", anchor=False)
    st.dataframe(
        pd.DataFrame(
            {
                "Sheet": answers["sheet"],
                "Cell": answers["cell"],
                "Query": answers["message"],
                "Reason": answers["reason"],
                "By": answers["answered_by"],
            }
        ),
        hide_index=True,
        height="content",
        key=f"answers-{return_id}",
        alt=f"The queries of return {return_id} and the reason given for each",
    )


def show_original(held: pd.Series) -> None:
    kept = (held["sha256"], held["file"])
    if not data.store().originals.holds(*kept):
        st.caption(
            "The file as it was sent was removed when it had been kept long enough. What "
            "was read from it is still held."
        )
        return
    # Byte for byte as it came, so that only its name can carry the marking.
    file = f"{data.plan().partnership.marking} {held['file']}"
    sent = partial(original, person.user(), int(held["id"]), *kept)
    offer(
        "Download as it was sent",
        lambda: File(sent(), int(held["observations"])),
        Taken(file, f"return {held['id']} as it was sent", "exact"),
        key=f"original-{held['id']}",
    )


def show_change_of_state(held: pd.Series) -> None:
    """Withdraw a return or put it back: what that changes is said before it is done."""
    id, withdrawn = int(held["id"]), held["state"] == "withdrawn"
    label = "Put this return back" if withdrawn else "Withdraw this return"
    state = "accepted" if withdrawn else "withdrawn"
    with st.expander(label, key=f"state-{id}-{state}", on_change="rerun") as opened:
        if not opened.open:
            return
        lines = int(data.answer("lines_sent", return_id=id).iloc[0].sum())
        st.write(describe_consequence(data.would_change(id, state), lines, state))
        reason = st.text_input("Reason", key=f"reason-{id}-{state}").strip()
        if st.button(label, disabled=not reason, key=f"change-{id}-{state}"):
            change = acts.put_back if withdrawn else acts.withdraw
            try:
                change(data.store(), person.user(), id, reason)
            except StoreError as error:
                st.error(str(error))
                return
            st.rerun()


def show_refused() -> None:
    """Files that were turned away: all that is known of them."""
    refused = data.answer("refusals", as_of=None)
    if refused.empty:
        return
    with st.expander(f"Refused files ({len(refused):,})"):
        st.caption("Nothing of a refused file is kept but its fingerprint, the rule and the time.")
        st.dataframe(
            pd.DataFrame(
                {
                    "Refused": [format_datetime(at) for at in refused["refused_at"]],
                    "Because": [rule_in_words(rule) for rule in refused["rule"]],
                    "Fingerprint (sha256)": refused["sha256"],
                }
            ),
            hide_index=True,
            key="refused",
            alt="Files that were refused, newest first: when, why and their fingerprint",
        )


def rule_in_words(rule: str) -> str:
    return RULE_WORDS.get(rule) or rule.replace("_", " ").replace("-", " ").capitalize()
