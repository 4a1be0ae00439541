"""Due and received: each agency's quarters, and reminders to copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import pandas as pd
import streamlit as st

from dscp_data.access import commands
from dscp_data.model.clock import day_shown, london_from_utc
from dscp_data.model.periods import Period
from dscp_data.model.text import format_date, pluralise
from dscp_data.summaries.reminders import describe_missing, reminders_to_all
from dscp_data.summaries.returns_due import agencies_to_remind, by_quarter, days_late, due_table
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.frame.filters import selection
from dscp_ui.sections.returns.accepted_returns import covering, returns_table
from dscp_ui.widgets.html_table import draw_table, draw_table_on_paper

NOTHING_YET = "No returns have been uploaded yet. Upload one to see what is due."
NOTHING_THEN = (
    "No returns had been accepted by that date. Choose a later date, or leave it blank "
    "for the latest."
)
ALL_LATE = "all"
MATRIX = "Status of each agency by quarter, newest first"
SHAPES = {
    "received": "●",
    "nil": "○",
    "cannot report": "✕",
    "partly": "◐",
    "late": "◆",  # the shape of a concern
    "not due": "–",
}

ROW_HEIGHT = 33  # pixels: what Streamlit gives a row at our size of type


def show_due() -> None:
    as_of = selection().as_of
    if queries.run_sql("returns", as_of=as_of).empty:
        st.info(NOTHING_THEN if as_of else NOTHING_YET)
        return
    agreed = queries.plan().partnership
    day = day_shown(as_of)
    found = queries.due(day, as_of)
    st.write(f"On {format_date(day)}: {due_table(found)}")
    quarters = by_quarter(found)
    shown = matrix(quarters, days_late(found, day))
    picked = st.dataframe(
        shown,
        hide_index=True,
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * (len(shown) + 1) + 3,  # known before the table has come: nothing moves
        on_select="rerun",
        selection_mode="single-cell",
        column_config={"Agency": st.column_config.TextColumn(pinned=True)},
        key="due",
        alt=MATRIX,
    )
    draw_table_on_paper(shown, MATRIX)
    st.caption(
        f"Due {agreed.due_days} days after the {agreed.returns_every} ends. "
        "“Partly 3 of 5” means 3 of the 5 indicators due are complete. “Nil” and “cannot report” "
        "both count as complete. Select a cell to see the returns behind it."
    )
    show_returns_behind(picked["selection"]["cells"], quarters, shown, as_of)
    show_reminder(found)
    show_partly(found)


def matrix(quarters: pd.DataFrame, late: Mapping[tuple[str, date], int]) -> pd.DataFrame:
    """A row an agency in the plan's order, a column a quarter, newest first."""
    texts = [
        marked(one.standing, late.get((one.agency, one.quarter_start), 0))
        for one in quarters.itertuples()
    ]
    marked_quarters = quarters.assign(text=texts)
    wide = marked_quarters.pivot(index="agency", columns="quarter_start", values="text")
    wide = wide[sorted(wide.columns, reverse=True)]
    names = queries.plan().agency_names
    wide = wide.reindex([id for id in names if id in wide.index])
    wide.columns = [Period(start, "quarter").short_name for start in wide.columns]
    wide.insert(0, "Agency", [names[id] for id in wide.index])
    return wide.reset_index(drop=True)


def marked(words: str, days: int) -> str:
    """A standing with its shape, and how late it is: "◐ Partly 3 of 5, 32 days late"."""
    shape = SHAPES["partly" if words.startswith("partly") else words]
    late = pluralise(days, "day") if words == "late" else f"{pluralise(days, 'day')} late"
    return f"{shape} {words[0].upper()}{words[1:]}" + (f", {late}" if days else "")


def show_returns_behind(
    cells: Sequence[tuple[int, str]],
    quarters: pd.DataFrame,
    shown: pd.DataFrame,
    as_of: datetime | None,
) -> None:
    """The accepted returns of the agency and quarter of the cell that is selected."""
    starts = sorted(set(quarters["quarter_start"]), reverse=True)
    if not cells or cells[0][0] >= len(shown) or cells[0][1] not in shown.columns[1:]:
        return
    row, name = cells[0]
    quarter = Period(starts[list(shown.columns[1:]).index(name)], "quarter")
    agency = next(a for a in queries.plan().agencies if a.short_name == shown.at[row, "Agency"])
    returns = covering(queries.run_sql("returns", as_of=as_of), agency.id, quarter)
    title = f"{agency.short_name}, {quarter.name}"
    if returns.empty:
        st.info(f"{title}: no return accepted.")
    else:
        draw_table(returns_table(returns.iloc[::-1]), f"{title}: accepted returns")


def show_reminder(found: pd.DataFrame) -> None:
    late = agencies_to_remind(found)
    if not late:
        return
    plan = queries.plan()
    names = {agency.id: agency.name for agency in plan.agencies}
    agency = st.selectbox(
        "Write a reminder to",
        [*late, ALL_LATE] if len(late) > 1 else late,
        format_func=(names | {ALL_LATE: f"All {len(late)} late agencies"}).__getitem__,
        key="late_agency",
    )
    chosen = late if agency == ALL_LATE else [agency]
    st.code(reminders_to_all(found, chosen, plan), language=None, wrap_lines=True)
    show_reminded(chosen)


def show_reminded(agencies: Sequence[str]) -> None:
    """When these agencies were last reminded, and the button that records it."""
    sent = queries.last_reminders()
    lines = [
        f"{queries.plan().agency(id).short_name} was last reminded on"
        f" {format_date(london_from_utc(sent[id].at).date())} by {sent[id].by}."
        for id in agencies
        if id in sent
    ]
    st.caption(" ".join(lines) or "No reminder is recorded yet.")
    if effective_user.can("check-returns") and st.button("Record as sent", key="reminded"):
        commands.record_reminders(queries.store(), signed_in_user.user(), agencies)
        st.rerun()


def show_partly(found: pd.DataFrame) -> None:
    """What came without a month or a district that was expected."""
    partly = found[found["standing"] == "partly"].iloc[::-1]
    if partly.empty:
        return
    plan = queries.plan()
    with st.expander(f"Partly received ({len(partly):,})"):
        st.dataframe(
            pd.DataFrame(
                {
                    "Agency": [plan.agency(id).short_name for id in partly["agency"]],
                    "Indicator": [f"{id} {plan.indicator(id).name}" for id in partly["indicator"]],
                    "Period": [
                        Period(start, kind).name
                        for start, kind in zip(
                            partly["period_start"], partly["period_type"], strict=True
                        )
                    ],
                    "Still missing": describe_missing(partly, plan),
                }
            ),
            hide_index=True,
            key="partly",
            alt="Figures received without an expected month or district",
        )
