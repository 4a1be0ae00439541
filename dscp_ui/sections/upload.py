"""Sending a return in: what was understood, what is wrong, what will change, then accept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import PurePath

import pandas as pd
import streamlit as st

from dscp_data.intake.check import check_file
from dscp_data.intake.marked import MARKABLE, by_severity, list_only, marked_copy
from dscp_data.intake.workbook import Refused
from dscp_data.loading import with_history
from dscp_data.returns import Checked, Fault
from dscp_data.store import Preview, Receipt, StoreError, accept, preview
from dscp_data.words import counted, listed
from dscp_ui import data

LOCAL_PERSON = "local user"
SHOWN_IN_FULL = 30
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:-])")


def show_upload() -> None:
    plan = data.plan()
    sent = st.file_uploader(
        "Choose one or more returns",
        accept_multiple_files=True,
        key="returns-sent",
        help="Excel (.xlsx, .xlsm, .xls), OpenDocument (.ods) or text (.csv). "
        "Nothing is stored until you accept it.",
    )
    agency = st.selectbox(
        "Sender, where the file does not say",
        [agency.id for agency in plan.agencies],
        index=None,
        format_func={agency.id: agency.name for agency in plan.agencies}.__getitem__,
        placeholder="The file says who sent it",
        key="sender",
    )
    for number, file in enumerate(sent or []):
        with st.container(border=True):
            show_file(file.name, file.getvalue(), agency, number)


def show_file(name: str, content: bytes, agency: str | None, number: int) -> None:
    st.markdown(f"**{name}**")
    with st.spinner("Reading the workbook"):
        checked = check(content, name, agency)
    if checked.refused:
        for fault in checked.faults:
            st.error(as_it_stands(f"{fault.message} {fault.fix}"))
        return
    receipt = st.session_state.get(receipt_key(checked))
    if receipt is not None:
        show_receipt(receipt)
        return
    change = preview(data.store(), checked)
    checked = with_history(data.store(), checked, change)
    understood(checked)
    show_faults(checked, content, number)
    if change.already is not None or not checked.blocking:
        show_change(change)
    if change.already is None and not checked.blocking:
        accept_form(checked, content, number)


@st.cache_data(max_entries=16, show_spinner=False)
def check(content: bytes, name: str, agency: str | None) -> Checked:
    return check_file(content, name, catalogue=data.plan(), today=date.today(), agency=agency)


def receipt_key(checked: Checked) -> str:
    return f"receipt-{checked.sha256}"


def understood(checked: Checked) -> None:
    """What the file was taken to say."""
    plan = data.plan()
    agencies = sorted({o.agency for o in checked.observations})
    periods = sorted({o.period for o in checked.observations})
    parts = [
        counted(len(lines), one, many)
        for lines, one, many in (
            (checked.observations, "figure", "figures"),
            (checked.concerns, "area of concern", "areas of concern"),
            (checked.meetings, "mapping meeting", ""),
            (checked.evidence, "line of evidence", "lines of evidence"),
            (checked.actions, "reform milestone", "reform milestones"),
        )
        if lines
    ]
    st.write(f"Understood: {listed(parts) or 'nothing that could be stored'}.")
    if periods:
        who = listed([plan.agency(id).short_name for id in agencies])
        st.caption(f"{who}; {periods[0].name} to {periods[-1].name}")
    with st.expander(counted(len(checked.layout), "table found", "tables found")):
        for place in checked.layout:
            st.text(place)


def show_faults(checked: Checked, content: bytes, number: int) -> None:
    if not checked.faults:
        st.success("No faults found.")
        return
    faults = by_severity(checked.faults)
    rows = pd.DataFrame([asdict(fault) for fault in faults])
    counts = rows["severity"].value_counts()
    says = listed(
        [
            counted(int(counts[kind]), one, many)
            for kind, one, many in (
                ("error", "error that blocks it", "errors that block it"),
                ("query", "query that needs a reason", "queries that need a reason"),
                ("warning", "warning", "warnings"),
            )
            if kind in counts
        ]
    )
    (st.error if checked.blocking else st.warning)(f"Found: {says}.")
    fault_table(rows, number)
    with st.container(horizontal=True):
        st.download_button(
            "Download the faults as CSV",
            as_csv(rows),
            file_name=f"faults in {checked.file}.csv",
            on_click="ignore",
            key=f"faults-csv-{number}",
        )
        if PurePath(checked.file).suffix.lower() in MARKABLE:
            file = PurePath(checked.file)
            st.download_button(
                "Download the workbook with the faults marked",
                partial(with_faults_marked, content, faults, checked.file),
                # Macros are never kept and old formats never written: an .xlsx comes back.
                file_name=f"{file.stem} with faults marked.xlsx",
                on_click="ignore",
                key=f"faults-marked-{number}",
            )


def fault_table(rows: pd.DataFrame, number: int) -> None:
    """The faults, every word of them where there are few enough to read."""
    shown = rows[["severity", "sheet", "cell", "message", "fix"]].rename(
        columns={
            "severity": "Severity",
            "sheet": "Sheet",
            "cell": "Cell",
            "message": "What is wrong",
            "fix": "What to do",
        }
    )
    alt = "Faults in this file, each with sheet, cell and what to do"
    if len(shown) <= SHOWN_IN_FULL:
        st.table(shown.map(as_it_stands), hide_index=True, alt=alt)
    else:
        st.dataframe(shown, hide_index=True, key=f"faults-{number}", alt=alt)


def as_it_stands(text: str) -> str:
    """Text for a table that reads Markdown: a sender's words must not become links or pictures."""
    return _MARKDOWN.sub(r"\\\1", text)


def as_csv(rows: pd.DataFrame) -> bytes:
    """The faults for Excel. A sheet may be named =1+1, and Excel would work it out."""
    quoted = rows.map(lambda text: f"'{text}" if text.startswith(_FORMULA_SIGNS) else text)
    return quoted.to_csv(index=False).encode("utf-8-sig")


def with_faults_marked(content: bytes, faults: Sequence[Fault], file: str = "return.xlsx") -> bytes:
    """The marked workbook, made when it is asked for. It takes no page to be made, so where it
    cannot be made the reason comes as the first line of the list of faults."""
    try:
        return marked_copy(content, faults, file)
    except Refused as why:
        return list_only(faults, why)


def show_change(change: Preview) -> None:
    """What accepting would do to what is held."""
    if change.already is not None:
        st.info(f"This very file is already held as return {change.already}. Nothing changes.")
        return
    counts = {kind: change.count(kind) for kind in ("added", "changed", "unchanged", "removed")}
    st.write(
        "Accepting it: " + ", ".join(f"{number:,} {kind}" for kind, number in counts.items()) + "."
    )
    altered = change.differences[change.differences["change"].isin(["changed", "removed"])]
    if len(altered):
        with st.expander("Changed and removed, with the figure held now"):
            st.dataframe(altered, hide_index=True)


def accept_form(checked: Checked, content: bytes, number: int) -> None:
    reason = ""
    if checked.queries:
        reason = st.text_input("Reason that answers the queries", key=f"why-{number}").strip()
    blocked = bool(checked.queries) and not reason
    if st.button("Accept this return", type="primary", disabled=blocked, key=f"accept-{number}"):
        take_in(checked, content, reason)


def take_in(checked: Checked, content: bytes, reason: str) -> None:
    try:
        receipt = accept(data.store(), checked, content, by=LOCAL_PERSON, note=reason)
    except StoreError as error:
        st.error(str(error))
        return
    st.session_state[receipt_key(checked)] = receipt
    st.rerun()


def show_receipt(receipt: Receipt) -> None:
    st.success(
        f"Accepted as return {receipt.return_id}: {receipt.added} added, {receipt.changed} "
        f"changed, {receipt.unchanged} unchanged, {receipt.removed} removed."
    )
