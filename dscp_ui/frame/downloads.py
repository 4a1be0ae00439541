"""Files made when they are asked for, outside of a page's script. Whoever asks is whom the file was
offered to (`widgets.download_buttons`); their role is looked up again.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dscp_data.access import Action, User, require
from dscp_data.audit.log_search import EventFilter, search_log
from dscp_data.exports.marked_csv import marked_csv
from dscp_data.exports.marked_workbook import marked_workbook
from dscp_data.intake.files.worker_process import run_in_worker
from dscp_data.model.faults import Fault
from dscp_data.store.event_log.access_log import File
from dscp_data.templates.annotated_return import annotate_faults
from dscp_data.templates.prefilled import prefilled_template
from dscp_data.trends import Selection, Trend
from dscp_ui import queries
from dscp_ui.access import signed_in_user
from dscp_ui.frame.protective_marking import marking_of_view


def trends_to_export(acting: User, indicator: str, selection: Selection) -> list[Trend]:
    action: Action = "export-exact" if selection.audience == "exact" else "export-protected"
    require(
        queries.store(), signed_in_user.reload_user(acting), action, localities=selection.localities
    )
    return queries.series.unchecked(indicator, selection, "total")


def original(acting: User, return_id: int, sha256: str, file: str) -> bytes:
    """A return as it was sent."""
    store = queries.store()
    require(
        store, signed_in_user.reload_user(acting), "see-originals", queries.senders_of(return_id)
    )
    return store.originals.read(sha256, file)


def template(acting: User, agency: str, council_year: int) -> bytes:
    """The workbook for an agency, with what is held filled in."""
    store = queries.store()
    require(store, signed_in_user.reload_user(acting), "see-originals", [agency])
    return prefilled_template(store, agency, council_year)


def table(
    acting: User,
    action: Action,
    agencies: Sequence[str],
    rows: pd.DataFrame,
    shows: str,
    ending: str = ".csv",
) -> File:
    """The rows of a table that is for those who may do `action` for these agencies."""
    require(queries.store(), signed_in_user.reload_user(acting), action, agencies)
    return marked(acting, rows, shows, ending)


def annotated_workbook(acting: User, content: bytes, faults: Sequence[Fault], file: str) -> File:
    """A workbook that was sent in, with its faults marked."""
    require(queries.store(), signed_in_user.reload_user(acting), "check-returns")
    return File(run_in_worker(annotate_faults, content, faults, file), len(faults))


def audit_file(acting: User, narrowed: EventFilter, shows: str) -> File:
    """Events of the log, newest first."""
    store = queries.store()
    require(store, signed_in_user.reload_user(acting), "see-audit")
    return marked(acting, search_log(store, narrowed).events, shows)


def marked(acting: User, rows: pd.DataFrame, shows: str, ending: str = ".csv") -> File:
    """Rows as a marked CSV file or workbook, exact as they are shown."""
    write = marked_workbook if ending == ".xlsx" else marked_csv
    return File(write(rows, marking_of_view("exact", acting.signature, shows)), len(rows))
