"""Accepting a return: what would change, reasons for queries, and a note."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dscp_data.access import commands
from dscp_data.intake.faults import lasting_question
from dscp_data.model.faults import Fault
from dscp_data.model.returns import CheckedReturn, QueryAnswer
from dscp_data.model.text import join_list, pluralise
from dscp_data.store import Preview, StoreError
from dscp_data.summaries.preview_table import CHANGES, preview_table, totals
from dscp_ui import queries
from dscp_ui.access import signed_in_user
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.runtime.page_runs import RUNS
from dscp_ui.sections.returns.receipt import receipt_key, returns
from dscp_ui.sections.returns.sheet_picture import show_pictures
from dscp_ui.widgets.html_table import draw_table

ROWS_SHOWN = 1000
SHOWN_IN_FULL = 12
CELLS_NAMED = 8
QUERIES_ASKED = 30


def show_change(change: Preview, key: str) -> None:
    """What accepting would do to what is held."""
    counts = {kind: change.count(kind) for kind in CHANGES}
    st.write(
        "If you accept: " + ", ".join(f"{number:,} {kind}" for kind, number in counts.items()) + "."
    )
    if change.replaces:
        st.caption(
            f"This return covers everything in {returns(change.replaces)} and will replace "
            f"{'it' if len(change.replaces) == 1 else 'them'}."
        )
    if change.differences.empty:
        return
    sums = totals(change.differences, queries.plan())
    alt = "Figures added, changed, unchanged and removed for each indicator, with totals"
    if len(sums) <= SHOWN_IN_FULL:
        draw_table(sums, alt)
    else:
        st.dataframe(sums, hide_index=True, key=f"totals-{key}", alt=alt)
    show_rows(change.differences, counts, key)


def show_rows(differences: pd.DataFrame, counts: dict[str, int], key: str) -> None:
    """The figures of one kind of change, with what is held now beside what was sent."""
    labels = {
        kind: f"{kind.capitalize()} ({number:,})" for kind, number in counts.items() if number
    }
    worth_seeing = [kind for kind in ("changed", "removed", "added", "unchanged") if kind in labels]
    chosen = st.segmented_control(
        "Figures",
        list(labels),
        default=worth_seeing[0],
        required=True,
        format_func=lambda kind: labels[kind],
        key=f"rows-{key}",
    )
    rows = differences[differences["change"] == chosen]
    shown = preview_table(rows.head(ROWS_SHOWN), queries.plan()).drop(columns="Change")
    unused = {"added": "Current", "removed": "In this file"}.get(chosen or "")
    shown = shown.drop(columns=unused) if unused else shown
    st.dataframe(
        shown,
        hide_index=True,
        height="content" if len(shown) <= SHOWN_IN_FULL else 320,
        key=f"rows-shown-{key}-{chosen}",
        alt=f"Figures {chosen}",
    )
    if len(rows) > ROWS_SHOWN:
        st.caption(f"Showing the first {ROWS_SHOWN:,} of {len(rows):,}.")


def accept_form(checked: CheckedReturn, content: bytes, change: Preview, key: str) -> None:
    """A reason for each query, and the button. Queries in the same words share one reason."""
    groups = group_by_message(checked.queries)
    before = earlier_reasons(checked.agency)
    asked = [(query.sheet, query.cell) for query in checked.queries[:QUERIES_ASKED]]
    show_pictures(content, checked.file, asked)
    with st.form(f"accept-{key}", border=bool(groups)):
        reasons_given, common = reasons(groups, before, key)
        note = st.text_input(
            "Note (optional)",
            key=f"note-{key}",
            max_chars=500,
            help="Kept with the return, for anyone who looks at it later.",
        ).strip()
        if not st.form_submit_button("Accept this return", type="primary"):
            return
    answers = [
        QueryAnswer(query, reasons_given.get(message, "") or common)
        for message, faults in groups.items()
        for query in faults
    ]
    missing = {answer.fault.message for answer in answers if not answer.reason}
    if missing:
        st.error(f"Enter a reason for each query. {pluralise(len(missing), 'reason')} missing.")
        return
    take_in(checked, content, change, answers, note)


def group_by_message(faults: Sequence[Fault]) -> dict[str, list[Fault]]:
    groups: dict[str, list[Fault]] = {}
    for query in faults:
        groups.setdefault(query.message, []).append(query)
    return groups


def earlier_reasons(agency: str | None) -> dict[str, str]:
    """The reason that was given last for each question that this agency's template raises."""
    if agency is None:
        return {}
    rows = queries.run_sql("earlier_reasons", agency=agency)
    found = {
        lasting_question(code, message): reason
        for code, message, reason in rows[["code", "message", "reason"]].itertuples(index=False)
    }
    return {question: reason for question, reason in found.items() if question}


def reasons(
    groups: dict[str, list[Fault]], before: dict[str, str], key: str
) -> tuple[dict[str, str], str]:
    """What is typed for each query, and for all that are left blank. A reason that was given
    `before` is filled in."""
    if not groups:
        return {}, ""
    st.write(
        f"**{pluralise(len(groups), 'query', 'queries')} to answer.** Explain why the figure is "
        "correct."
    )
    remembered = {
        message: before.get(lasting_question(faults[0].code, message), "")
        for message, faults in groups.items()
    }
    if any(remembered.values()):
        st.caption("Reasons accepted for the same words before are filled in. Check them.")
    typed = {
        message: st.text_input(
            f"{escape_markdown(message)} ({escape_markdown(places(faults))})",
            remembered[message],
            key=f"why-{key}-{number}",
            max_chars=500,
        ).strip()
        for number, (message, faults) in enumerate(list(groups.items())[:QUERIES_ASKED])
    }
    if len(groups) == 1:
        return typed, ""
    label = "Reason for all queries left blank"
    if len(groups) > QUERIES_ASKED:
        label += f", and for {len(groups) - QUERIES_ASKED} more under Faults"
    return typed, st.text_input(label, key=f"why-{key}-all", max_chars=500).strip()


def places(faults: Sequence[Fault]) -> str:
    """The cells of some queries: "Data!B2, B3 and 4 more cells"."""
    cells = [f"{query.sheet}!{query.cell}" if query.cell else query.sheet for query in faults]
    named = [cell for cell in cells[:CELLS_NAMED] if cell] or ["the whole file"]
    more = len(cells) - CELLS_NAMED
    return join_list([*named, pluralise(more, "more cell")] if more > 0 else named)


def take_in(
    checked: CheckedReturn,
    content: bytes,
    change: Preview,
    answers: Sequence[QueryAnswer],
    note: str,
) -> None:
    try:
        with RUNS.without_turn():
            receipt = commands.accept(
                queries.store(), signed_in_user.user(), checked, content, answers, change, note
            )
    except StoreError as error:
        st.error(str(error))
        return
    st.session_state[receipt_key(checked)] = receipt
    st.rerun()
