"""Two agencies' figures for the same thing, and the gap between them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.analysis.reconciliation import Reconciliation, describe_gaps, gap_finding
from dscp_data.model.periods import period_of
from dscp_data.model.text import format_number
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.runtime import url_state
from dscp_ui.widgets.analysis_charts import draw_reconciliation
from dscp_ui.widgets.html_table import draw_table

AGREE = "Do agencies’ figures match?"


def show_pairs_of_thread(thread: str, selection: Selection) -> None:
    """Every pair tied to a thread in one table, and the chosen one in full."""
    pairs = {pair.id: pair for pair in queries.plan().pairs_on(thread)}
    if not pairs:
        return
    found = {id: queries.reconciled(id, selection) for id in pairs}
    st.header(AGREE, anchor=False)
    draw_table(last_gaps(list(found.values())), AGREE, numbers=["Gap"], unseen=True)
    names = {id: pair.name for id, pair in pairs.items()}
    chosen = url_state.select("Compare figures for", "pair", names, default=next(iter(names)))
    show_pair(found[chosen])


def show_pairs_of_indicator(indicator: str, selection: Selection) -> None:
    """The pairs that an indicator is an end of, folded away below their finding."""
    for pair in queries.plan().pairs_of(indicator):
        found = queries.reconciled(pair.id, selection)
        st.caption(f"**Do the agencies’ figures match?** {gap_finding(found)}")
        if found.latest:
            with st.expander(f"{pair.name}: figures and gap", key=f"pair-{pair.id}"):
                show_pair(found)


def show_pair(found: Reconciliation) -> None:
    sentence = gap_finding(found)
    st.subheader(sentence, anchor=False)
    st.caption(" ".join(part for part in (describe_gaps(found), found.pair.caveat) if part))
    if found.latest:
        draw_reconciliation(
            found, key=f"gap-{found.pair.id}", alt=sentence, figures=lambda: periods_of(found)
        )
        draw_table(periods_of(found), f"{found.pair.name}, newest first", tall=True)


def last_gaps(found: list[Reconciliation]) -> pd.DataFrame:
    """A row a pair: the last period that both have, and how far they are apart."""
    rows = []
    for one in found:
        last = None if one.latest is None else one.rows.iloc[-1]
        rows.append(
            {
                "What": one.pair.name,
                "Period": one.latest.name if one.latest else "–",
                "First agency": format_end(one.first_name, None if last is None else last["first"]),
                "Second agency": format_end(
                    one.second_name, None if last is None else last["second"]
                ),
                "Gap": "–" if last is None else format_number(abs(last["gap"])),
                "Matched in": same_in(one),
            }
        )
    return pd.DataFrame(rows)


def format_end(name: str, value: float | None) -> str:
    return f"{name}: {format_number(value)}"


def same_in(one: Reconciliation) -> str:
    return f"{int((one.rows['gap'] == 0).sum())} of {len(one.rows)}"


def periods_of(found: Reconciliation) -> pd.DataFrame:
    """Every period that both have, newest first."""
    newest = found.rows.iloc[::-1]
    return pd.DataFrame(
        {
            "Period": [period_of(d.date(), found.period_type).name for d in newest["period_start"]],
            found.first_name: newest["first"].astype(int),
            found.second_name: newest["second"].astype(int),
            "Gap": newest["gap"].abs().astype(int),
        }
    )
