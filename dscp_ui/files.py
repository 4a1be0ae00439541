"""Files that are made when they are asked for: after the page, and outside of any session. So the
person they were offered to is looked up again.
"""

from __future__ import annotations

from dscp_data.access import Action, User, require
from dscp_data.audit import Narrowed, audit
from dscp_data.exports import marked_csv
from dscp_data.handouts import filled_template
from dscp_data.store.uses import File
from dscp_data.trends import Selection, Trend
from dscp_ui import data, person
from dscp_ui.marking import marking_of_view


def trends_to_export(acting: User, indicator: str, selection: Selection) -> list[Trend]:
    action: Action = "export-exact" if selection.audience == "member" else "export-protected"
    require(data.store(), person.still(acting), action, localities=selection.localities)
    return data.series_at(indicator, selection, "total")


def original(acting: User, return_id: int, sha256: str, file: str) -> bytes:
    """A return as it was sent."""
    store = data.store()
    require(store, person.still(acting), "see-originals", data.senders_of(return_id))
    return store.originals.read(sha256, file)


def template(acting: User, agency: str, council_year: int) -> bytes:
    """The workbook for an agency, with what is held filled in."""
    store = data.store()
    require(store, person.still(acting), "see-originals", [agency])
    return filled_template(store, agency, council_year)


def audit_file(acting: User, narrowed: Narrowed, shows: str) -> File:
    """Events of the log as a marked CSV file, the newest first."""
    store = data.store()
    require(store, person.still(acting), "see-audit")
    rows = audit(store, narrowed).events
    return File(marked_csv(rows, marking_of_view("member", acting.signature, shows)), len(rows))
