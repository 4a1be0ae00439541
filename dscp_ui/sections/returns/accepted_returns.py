"""Accepted returns: versions, withdrawing and restoring."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dscp_data.access import commands
from dscp_data.model.periods import Period, period_of
from dscp_data.model.text import format_date, format_datetime, pluralise
from dscp_data.store import StoreError
from dscp_data.store.event_log.access_log import DownloadEvent, File
from dscp_data.summaries.return_history import describe_consequence, describe_history
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.frame.downloads import original
from dscp_ui.sections.returns.versions import show_versions
from dscp_ui.widgets.download_buttons import offer
from dscp_ui.widgets.html_table import draw_table_on_paper

REFUSAL_RULES = {"child-level": "A list of children"}
SHOWN_IN_FULL = 30


def show_accepted_returns() -> None:
    returns = queries.run_sql("returns", as_of=None)
    if returns.empty:
        st.info("No returns have been uploaded yet. Upload one to start.")
    else:
        show_list(returns)
    show_refused()


def show_list(returns: pd.DataFrame) -> None:
    newest = chosen_returns(returns).iloc[::-1].reset_index(drop=True)
    if newest.empty:
        st.info("No return of this agency covers that quarter. Choose another.")
        return
    shown, what = returns_table(newest), "All returns, newest first, with their status"
    picked = st.dataframe(
        shown,
        hide_index=True,
        height=320,
        key="held",
        on_select="rerun",
        selection_mode="single-cell",
        alt=what,
    )
    draw_table_on_paper(shown, what)
    more = (
        ", compare it with another version, download the original file or withdraw it"
        if effective_user.agencies_for("see-originals")
        else ""
    )
    st.caption(f"Select a row to see a return and its history{more}.")
    cells = picked["selection"]["cells"]
    if cells and cells[0][0] < len(newest):
        show_return(newest.iloc[cells[0][0]], newest)


def chosen_returns(returns: pd.DataFrame) -> pd.DataFrame:
    """The returns of the agency and quarter that the reader chooses; all at first."""
    names = queries.plan().agency_names
    dated = returns["last_period"].dropna()
    left, right = st.columns(2)
    agency = left.selectbox(
        "Agency",
        [id for id in names if id in set(returns["agency"])],
        index=None,
        format_func=names.__getitem__,
        placeholder="All agencies",
        key="held_agency",
    )
    quarters = {period_of(day.date(), "quarter") for day in dated}
    quarter = right.selectbox(
        "Quarter",
        sorted(quarters, reverse=True),
        index=None,
        format_func=lambda quarter: quarter.name,
        placeholder="All quarters",
        key="held_quarter",
    )
    return covering(returns, agency, quarter)


def covering(returns: pd.DataFrame, agency: str | None, quarter: Period | None) -> pd.DataFrame:
    """The returns of an agency with figures of a quarter; None leaves nothing out."""
    if agency is not None:
        returns = returns[returns["agency"] == agency]
    if quarter is not None:
        first, last = (pd.Timestamp(day) for day in (quarter.start, quarter.end))
        returns = returns[(returns["first_period"] <= last) & (returns["last_period"] >= first)]
    return returns


def returns_table(rows: pd.DataFrame) -> pd.DataFrame:
    names = queries.plan().agency_names
    return pd.DataFrame(
        {
            "Return": rows["id"],
            "Agency": rows["agency"].map(names).fillna("Several"),
            "File": rows["file"],
            "Received": [format_date(at) for at in rows["received_at"]],
            "Status": rows["state"].str.capitalize(),
            "Figures": rows["observations"],
            "Current": rows["current_observations"],
        }
    )


def show_return(row: pd.Series, every: pd.DataFrame) -> None:
    """One return: its state, its original, its history, its versions, and taking it out."""
    st.header(f"Return {row['id']}", anchor=False)
    st.text(row["file"])
    st.caption(
        f"{row['state'].capitalize()}. Received {format_datetime(row['received_at'])}. "
        f"{pluralise(row['observations'], 'figure')}, {row['current_observations']:,} of them "
        f"current. {pluralise(len(row['layout']), 'table')} found."
    )
    senders = queries.senders_of(int(row["id"]))
    own = effective_user.can("see-originals", senders)
    if own:
        show_original(row)
    history = queries.run_sql("return_history", return_id=int(row["id"]))
    st.subheader("History", anchor=False)
    st.dataframe(
        describe_history(history),
        hide_index=True,
        height="content",
        key=f"history-{row['id']}",
        alt=f"History of return {row['id']}, oldest first",
    )
    if own:
        show_answers(int(row["id"]))
        show_versions(row, history, every)
    if effective_user.can("withdraw-returns", senders):
        show_state_change(row)


def show_answers(return_id: int) -> None:
    """The reason that was given for each query of a return."""
    answers = queries.run_sql("query_answers", return_id=return_id)
    if answers.empty:
        return
    st.subheader("Reasons given for queries", anchor=False)
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
        alt=f"Queries about return {return_id} and the reason given for each",
    )


def show_original(row: pd.Series) -> None:
    original_of = (row["sha256"], row["file"])
    if not queries.store().originals.holds(*original_of):
        st.caption(
            "The original file was deleted at the end of its retention period. We still have the "
            "figures read from it."
        )
        return
    # Byte for byte as it came, so that only its name can carry the marking.
    file = f"{queries.plan().partnership.marking} {row['file']}"
    sent = partial(original, signed_in_user.user(), int(row["id"]), *original_of)
    offer(
        "Download the original file",
        lambda: File(sent(), int(row["observations"])),
        DownloadEvent(file, f"return {row['id']}, original file", "exact"),
        key=f"original-{row['id']}",
    )


def show_state_change(row: pd.Series) -> None:
    """Withdraw a return or put it back: what that changes is said before it is done."""
    id, withdrawn = int(row["id"]), row["state"] == "withdrawn"
    label = "Restore this return" if withdrawn else "Withdraw this return"
    state = "accepted" if withdrawn else "withdrawn"
    with st.expander(label, key=f"state-{id}-{state}", on_change="rerun") as opened:
        if not opened.open:
            return
        lines = int(queries.run_sql("register_counts", return_id=id).iloc[0].sum())
        st.write(describe_consequence(queries.preview_state_change(id, state), lines, state))
        reason = st.text_input("Reason", key=f"reason-{id}-{state}").strip()
        if st.button(label, disabled=not reason, key=f"change-{id}-{state}"):
            change = commands.put_back if withdrawn else commands.withdraw
            try:
                change(queries.store(), signed_in_user.user(), id, reason)
            except StoreError as error:
                st.error(str(error))
                return
            st.rerun()


def show_refused() -> None:
    """Files that were turned away: all that is known of them."""
    refused = queries.run_sql("refusals", as_of=None)
    if refused.empty:
        return
    with st.expander(f"Refused files ({len(refused):,})"):
        st.caption("We keep only a refused file’s fingerprint, the rule it broke and the time.")
        st.dataframe(
            pd.DataFrame(
                {
                    "Refused": [format_datetime(at) for at in refused["refused_at"]],
                    "Rule broken": [describe_refusal_rule(rule) for rule in refused["rule"]],
                    "Fingerprint (sha256)": refused["sha256"],
                }
            ),
            hide_index=True,
            key="refused",
            alt="Refused files, newest first, with time, rule broken and fingerprint",
        )


def describe_refusal_rule(rule: str) -> str:
    return REFUSAL_RULES.get(rule) or rule.replace("_", " ").replace("-", " ").capitalize()
