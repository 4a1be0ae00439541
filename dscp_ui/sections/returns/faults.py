"""The faults of an uploaded file: a table to filter, and two ways to send it back."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import PurePath

import pandas as pd
import streamlit as st

from dscp_data.intake.faults import listed_places
from dscp_data.model.returns import CheckedReturn
from dscp_data.model.text import join_list, pluralise
from dscp_data.store.event_log.access_log import DownloadEvent
from dscp_data.templates.annotated_return import MARKABLE, by_severity
from dscp_ui.access import signed_in_user
from dscp_ui.frame.downloads import annotated_workbook
from dscp_ui.widgets.download_buttons import CSV, offer, offer_table
from dscp_ui.widgets.html_table import Toned, draw_table

SHOWN_IN_FULL = 30
KINDS = {
    "error": ("error", "errors", "Errors"),
    "query": ("query that needs a reason", "queries that need a reason", "Queries"),
    "warning": ("warning", "warnings", "Warnings"),
}


SHAPES = {"error": "✕", "query": "?", "warning": "△"}
COLOURS = {"error": "concern", "query": "neutral", "warning": "improvement"}


def show_faults(checked: CheckedReturn, content: bytes, key: str) -> None:
    if not checked.faults:
        st.success("No faults found.")
        return
    faults = by_severity(checked.faults)
    rows = pd.DataFrame([asdict(fault) for fault in faults]).drop(columns="also_at")
    counts = rows["severity"].value_counts()
    says = join_list(
        [
            pluralise(int(counts[kind]), *words[:2])
            for kind, words in KINDS.items()
            if kind in counts
        ]
    )
    icon = ":material/error:" if checked.blocking else ":material/help:"
    (st.error if checked.blocking else st.warning)(f"Found: {says}.", icon=icon)
    fault_table(of_severity(rows, counts, key), key)
    with st.container(horizontal=True):
        shows = f"faults in {checked.file}"
        offer_table(
            "Download faults",
            rows,
            shows,
            shows,
            action="check-returns",
            endings=(CSV,),
            key=f"faults-csv-{key}",
        )
        if PurePath(checked.file).suffix.lower() in MARKABLE:
            # Macros are never kept and old formats never written: an .xlsx comes back.
            file = f"{PurePath(checked.file).stem} with faults marked.xlsx"
            offer(
                "Download the workbook with faults marked",
                partial(annotated_workbook, signed_in_user.user(), content, faults, checked.file),
                DownloadEvent(file, "an uploaded workbook with its faults marked", "exact"),
                key=f"faults-marked-{key}",
            )


def of_severity(rows: pd.DataFrame, counts: pd.Series, key: str) -> pd.DataFrame:
    """The faults of the severity that is chosen, where there is a choice."""
    if len(counts) < 2:
        return rows
    labels = {"all": f"All ({len(rows)})"}
    labels |= {kind: f"{words[2]} ({counts[kind]})" for kind, words in KINDS.items()
               if kind in counts}  # fmt: skip
    chosen = st.segmented_control(
        "Show",
        list(labels),
        default="all",
        required=True,
        format_func=lambda kind: labels[kind],
        key=f"severity-{key}",
    )
    return rows if chosen == "all" else rows[rows["severity"] == chosen]


def marked(severity: str, *, toned: bool) -> object:
    """A severity with its shape, and in its colour where the table can show one."""
    words = f"{SHAPES[severity]} {severity.capitalize()}"
    return Toned(words, COLOURS[severity]) if toned else words


def fault_table(rows: pd.DataFrame, key: str) -> None:
    """The faults, alike ones of a sheet in one row, every word of them where there are few enough
    to read."""
    alike = rows.groupby(["severity", "sheet", "message", "fix"], sort=False)["cell"]
    found = alike.agg(listed_places).reset_index()
    is_short = len(found) <= SHOWN_IN_FULL
    shown = pd.DataFrame(
        {
            "Severity": [marked(severity, toned=is_short) for severity in found["severity"]],
            "Sheet": found["sheet"],
            "Cell": found["cell"],
            "Problem": found["message"],
            "What to do": found["fix"],
        }
    )
    alt = "Faults in this file with sheet, cell and what to do"
    if is_short:
        draw_table(shown, alt, unseen=True)
    else:
        st.dataframe(shown, hide_index=True, key=f"faults-{key}", alt=alt)
