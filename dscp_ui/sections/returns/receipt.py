"""The receipt of an accepted return: what it changed, its answers, and thanks to its sender."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dscp_data.model.returns import CheckedReturn
from dscp_data.model.text import format_date, join_list, pluralise
from dscp_data.store import Receipt, answers_of
from dscp_data.summaries.return_effect import describe_effect, thank_you
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.widgets.html_table import draw_table


def receipt_key(checked: CheckedReturn) -> str:
    return f"receipt-{checked.sha256}"


def show_receipt(checked: CheckedReturn, return_id: int) -> None:
    """The receipt, where this session accepted the file; else that it is held, and since when."""
    receipt: Receipt | None = st.session_state.get(receipt_key(checked))
    if receipt is not None and receipt.return_id == return_id:
        st.success(
            f"Accepted as return {receipt.return_id}: {receipt.added:,} added, "
            f"{receipt.changed:,} changed, {receipt.unchanged:,} unchanged, "
            f"{receipt.removed:,} removed."
        )
        if receipt.replaces:
            st.write(
                f"It replaced {returns(receipt.replaces)}. You can restore "
                f"{'it' if len(receipt.replaces) == 1 else 'them'} by withdrawing this return."
            )
    else:
        accepted = queries.run_sql("returns", as_of=None).set_index("id").loc[return_id]
        st.info(
            f"This file has already been accepted as return {return_id}. You do not need to do "
            f"anything. It was accepted on {format_date(accepted['accepted_at'])} by "
            f"{accepted['accepted_by']}."
        )
    show_effect(checked, return_id)
    show_answers(return_id)
    link_to_figures(checked)
    show_thank_you(checked, return_id)


def show_effect(checked: CheckedReturn, return_id: int) -> None:
    """The signals that the return brought or ended, and the totals that it completed."""
    indicators = tuple(sorted({one.indicator for one in checked.observations}))
    if not indicators or not effective_user.can("see-exact"):
        return
    accepted = queries.run_sql("returns", as_of=None).set_index("id").loc[return_id]
    effect = queries.return_effect(indicators, accepted["accepted_at"].to_pydatetime())
    st.subheader("What it changed", anchor=False)
    st.write(describe_effect(effect))
    news = [
        *(("New signal", f"{one.name}: {one.what}") for one in effect.new_signals.itertuples()),
        *(("Signal gone", words) for words in effect.ended_signals),
        *(("Total completed", words) for words in effect.completed),
    ]
    if news:
        caption = "What this return changed on the dashboard"
        draw_table(pd.DataFrame(news, columns=["Change", "Where"]), caption, unseen=True)


def show_thank_you(checked: CheckedReturn, return_id: int) -> None:
    """A message to the sender, to copy."""
    if not checked.agency or not checked.observations:
        return
    questions = len(answers_of(queries.store(), return_id))
    periods = sorted({one.period for one in checked.observations})
    with st.expander("Thank the sender"):
        figures = len(checked.observations)
        words = thank_you(checked.agency, periods, figures, questions, queries.plan())
        st.code(words, language=None, wrap_lines=True)


def show_answers(return_id: int) -> None:
    answers = answers_of(queries.store(), return_id)
    if answers.empty:
        return
    with st.expander(pluralise(len(answers), "query answered", "queries answered")):
        where = (answers["sheet"] + "!" + answers["cell"]).str.strip("!")
        shown = pd.DataFrame(
            {"Cell": where, "Query": answers["message"], "Reason": answers["reason"]}
        )
        draw_table(shown, "Each query with its reason", unseen=True)


def link_to_figures(checked: CheckedReturn) -> None:
    """A link to the first indicator that the file gives figures of, for its agency."""
    pages = st.session_state.get("priority_pages", {})
    if not checked.observations or not pages:
        return
    first = checked.observations[0]
    indicator = queries.plan().indicator(first.indicator)
    st.page_link(
        pages[indicator.priorities[0]],
        label=f"View figures for {indicator.id} {indicator.name}",
        icon=":material/arrow_forward:",
        query_params={"agency": first.agency, "indicator": indicator.id},
    )


def returns(ids: Sequence[int]) -> str:
    return f"{'return' if len(ids) == 1 else 'returns'} {join_list([str(id) for id in ids])}"
