"""Taking figures away: marked, protected where they are for wider sharing, and recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dscp_data.access import Action, User
from dscp_data.exports.marked_csv import figures_of, marked_csv
from dscp_data.store.event_log.access_log import File, Taken, record_taken
from dscp_data.trends import Selection, Trend
from dscp_ui import queries as data
from dscp_ui.access import effective_user as reader
from dscp_ui.access import signed_in_user as person
from dscp_ui.frame.downloads import table, trends_to_export
from dscp_ui.frame.filters import in_words
from dscp_ui.frame.protective_marking import marking_of_view


def offer(label: str, make: Callable[[], File], taken: Taken, *, key: str, **options: Any) -> None:
    """A button that hands out a file, made when it is asked for, and records that it did."""
    st.download_button(
        label,
        partial(handed_out, make, taken, person.user().signature),
        file_name=taken.file,
        on_click="ignore",
        key=key,
        **options,
    )


def handed_out(make: Callable[[], File], taken: Taken, by: str) -> bytes:
    file = make()
    record_taken(data.store(), file, taken, by=by)
    return file.content


def offer_table(
    label: str,
    rows: pd.DataFrame,
    file: str,
    shows: str,
    *,
    action: Action,
    agencies: Sequence[str] = (),
    key: str,
) -> None:
    """A button for the rows of a table as a marked CSV file, for those who may do `action`."""
    made = partial(table, person.user(), action, agencies, rows, shows)
    offer(label, made, Taken(file, shows, "exact"), key=key)


def show_downloads(trend: Trend, selection: Selection) -> None:
    """What is seen as a file, and for a member also what a wider audience may have."""
    agreed = data.plan().partnership
    with st.container(horizontal=True):
        if selection.audience == "exact" and reader.may(
            "export-exact", localities=selection.localities
        ):
            offer_figures(f"Download these figures ({agreed.marking})", trend, selection)
        wider = replace(selection, audience="protected", as_of=None)
        offer_figures(f"Download for wider sharing ({agreed.wider_marking})", trend, wider)


def offer_figures(label: str, trend: Trend, selection: Selection) -> None:
    id, filters = trend.indicator.id, in_words(selection)
    file = f"{id} by {trend.period_type}, {selection.audience}.csv"
    offer(
        label,
        partial(figures_file, person.user(), id, trend.agency, selection, filters),
        Taken(file, f"figures of {id} {trend.indicator.name}", selection.audience, filters),
        key=f"download-{selection.audience}-{id}",
    )


def figures_file(
    acting: User, indicator: str, agency: str, selection: Selection, filters: str
) -> File:
    """The series shown as a CSV file."""
    found = trends_to_export(acting, indicator, selection)
    trend = next(one for one in found if one.agency == agency)
    figures = figures_of(trend)
    said = f"{trend.name} ({indicator}) · {filters}"
    marking = marking_of_view(selection.audience, acting.signature, said)
    return File(marked_csv(figures, marking), len(figures))
