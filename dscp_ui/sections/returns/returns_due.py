"""Due and received: each agency's quarters in words and shapes, and a reminder to copy."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.model.clock import london_from_utc, today
from dscp_data.model.periods import Period
from dscp_data.model.text import format_date
from dscp_data.summaries.reminders import describe_missing, reminder
from dscp_data.summaries.returns_due import agencies_to_remind, by_quarter, due_table
from dscp_ui import queries
from dscp_ui.frame.filters import selection

NOTHING_YET = "No returns have been uploaded yet. Upload one to see what is due."
NOTHING_THEN = (
    "No returns had been accepted by that date. Choose a later date, or leave it blank "
    "for the latest."
)
SHAPES = {
    "received": "●",
    "nil": "○",
    "cannot report": "✕",
    "partly": "◐",
    "late": "▲",
    "not due": "–",
}


def show_due() -> None:
    as_of = selection().as_of
    if queries.run_sql("returns", as_of=as_of).empty:
        st.info(NOTHING_THEN if as_of else NOTHING_YET)
        return
    agreed = queries.plan().partnership
    day = london_from_utc(as_of).date() if as_of else today()
    found = queries.due(day, as_of)
    st.write(f"On {format_date(day)}: {due_table(found)}")
    st.dataframe(
        matrix(by_quarter(found)),
        hide_index=True,
        height="content",
        column_config={"Agency": st.column_config.TextColumn(pinned=True)},
        key="due",
        alt="Status of each agency by quarter, newest first",
    )
    st.caption(
        f"Due {agreed.due_days} days after the {agreed.returns_every} ends. "
        "“Partly 3 of 5” means 3 of the 5 indicators due are complete. “Nil” and “cannot report” "
        "both count as complete."
    )
    show_reminder(found)
    show_partly(found)


def matrix(quarters: pd.DataFrame) -> pd.DataFrame:
    """A row an agency in the plan's order, a column a quarter, newest first."""
    marked_quarters = quarters.assign(text=[marked(words) for words in quarters["standing"]])
    wide = marked_quarters.pivot(index="agency", columns="quarter_start", values="text")
    wide = wide[sorted(wide.columns, reverse=True)]
    names = {agency.id: agency.short_name for agency in queries.plan().agencies}
    wide = wide.reindex([id for id in names if id in wide.index])
    wide.columns = [Period(start, "quarter").short_name for start in wide.columns]
    wide.insert(0, "Agency", [names[id] for id in wide.index])
    return wide.reset_index(drop=True)


def marked(words: str) -> str:
    """A standing with its shape: "◐ Partly 3 of 5"."""
    shape = SHAPES["partly" if words.startswith("partly") else words]
    return f"{shape} {words[0].upper()}{words[1:]}"


def show_reminder(found: pd.DataFrame) -> None:
    late = agencies_to_remind(found)
    if not late:
        return
    plan = queries.plan()
    agency = st.selectbox(
        "Write a reminder to",
        late,
        format_func={agency.id: agency.name for agency in plan.agencies}.__getitem__,
        key="late_agency",
    )
    st.code(reminder(found, agency, plan), language=None, wrap_lines=True)


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
