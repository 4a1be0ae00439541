"""The versions of a return, and what changed between them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.periods import period_of
from dscp_data.model.text import format_datetime, format_number, join_list, pluralise

CHANGES = ["added", "changed", "left out", "unchanged"]
EVENTS = {
    ("own", "accepted"): "Accepted",
    ("own", "withdrawn"): "Withdrawn",
    ("own", "restored"): "Restored",
    ("replaced", "accepted"): "Replaced return {other} completely",
    ("corrected", "accepted"): "Updated {figures} from return {other}",
    ("replaced by", "accepted"): "Replaced completely by return {other}",
    ("replaced by", "withdrawn"): "Return {other}, which replaced it, was withdrawn",
    ("replaced by", "restored"): "Return {other}, which replaces it, was restored",
    ("corrected by", "accepted"): "Return {other} updated {figures}",
    (
        "corrected by",
        "withdrawn",
    ): "Return {other}, which updated {figures}, was withdrawn",
    ("corrected by", "restored"): "Return {other}, which updates {figures}, was restored",
}
STATUS_WORDS = {
    "suppressed": "suppressed by the agency",
    "not applicable": "not applicable",
    "cannot report": "cannot report",
}


def describe_history(history: pd.DataFrame) -> pd.DataFrame:
    """The answer to the question `history` as a table: when, what, by whom and why."""
    return pd.DataFrame(
        {
            "When": [format_datetime(at) for at in history["changed_at"]],
            "What": [describe_return_event(one) for one in history.itertuples()],
            "By": history["changed_by"],
            "Why": history["reason"],
        }
    )


def describe_return_event(event: Any) -> str:
    other = "" if pd.isna(event.other) else int(event.other)
    figures = pluralise(int(event.figures), "figure")
    return EVENTS[event.part, event.event].format(other=other, figures=figures)


def describe_differences(differences: pd.DataFrame, plan: Catalogue) -> pd.DataFrame:
    """Added, changed and left out figures of the answer to `between_returns`, with names for ids
    and the cell of each version; the changed ones first."""
    altered = altered_first(differences)
    periods = zip(altered["period_start"], altered["period_type"], strict=True)
    return pd.DataFrame(
        {
            "Change": altered["change"].str.capitalize(),
            "Indicator": [f"{id} {plan.indicator(id).name}" for id in altered["indicator"]],
            "Locality": [plan.locality(id).name for id in altered["locality"]],
            "Period": [period_of(start.date(), kind).name for start, kind in periods],
            "Before": describe_figures(altered, "_before"),
            "After": describe_figures(altered, ""),
            "Cell before": format_cells(altered, "_before"),
            "Cell after": format_cells(altered, ""),
            "Agency": [plan.agency(id).short_name for id in altered["agency"]],
        }
    ).reset_index(drop=True)


def altered_first(differences: pd.DataFrame) -> pd.DataFrame:
    """What is not the same in two versions: the changed, then the left out, then the added."""
    order = {change: place for place, change in enumerate(("changed", "left out", "added"))}
    altered = differences[differences["change"].isin(order)]
    return altered.sort_values("change", key=lambda change: change.map(order), kind="stable")


def describe_figures(rows: pd.DataFrame, which: str) -> list[str]:
    names = [f"{name}{which}" for name in ("numerator", "denominator", "status", "provisional")]
    return [format_stored_figure(*row) for row in rows[names].itertuples(index=False)]


def format_stored_figure(
    numerator: float, denominator: float, status: object, early: object
) -> str:
    """ "12", "12 of 40", "suppressed by the agency", "12 (provisional)"; "–" for none."""
    if not isinstance(status, str):
        return "–"
    text = STATUS_WORDS.get(status) or format_number(numerator)
    of = "of" if status not in STATUS_WORDS else "out of"
    base = f" {of} {format_number(denominator)}" if pd.notna(denominator) else ""
    return f"{text}{base}{' (provisional)' if early is True else ''}"


def format_cells(rows: pd.DataFrame, which: str) -> list[str]:
    places = zip(rows[f"sheet{which}"], rows[f"cell{which}"], strict=True)
    return [f"{sheet}!{cell}" if isinstance(cell, str) else "" for sheet, cell in places]


def totals_by_indicator(differences: pd.DataFrame, plan: Catalogue) -> pd.DataFrame:
    """A row an indicator: how many figures were added, changed, left out and unchanged, and all
    numbers of either version added up, as a check against the files."""
    counts = pd.crosstab(differences["indicator"], differences["change"])
    counts = counts.reindex(columns=CHANGES, fill_value=0)
    sums = differences.groupby("indicator")[["numerator_before", "numerator"]].sum()
    return pd.DataFrame(
        {
            "Indicator": [f"{id} {plan.indicator(id).name}" for id in counts.index],
            **{change.capitalize(): counts[change].tolist() for change in CHANGES},
            "Sum before": [format_number(total) for total in sums["numerator_before"]],
            "Sum after": [format_number(total) for total in sums["numerator"]],
        }
    )


def describe_counts(differences: pd.DataFrame) -> str:
    """ "2 added, 1 changed, none left out and 40 unchanged"."""
    counts = differences["change"].value_counts()
    return join_list([f"{counts.get(change, 0) or 'none'} {change}" for change in CHANGES])


def describe_consequence(changes: pd.DataFrame, lines: int, state: str) -> str:
    """What giving a return that state does to what is held, in one or two sentences.

    `changes` is the answer of `preview_state_change`; `lines` counts the lines of registers in the
    return.
    """
    removed = int(changes["return_next"].isna().sum())
    phrases = [
        format_from_return(int(source), rows)
        for source, rows in changes.groupby("return_next")  # leaves out those held no more
    ]
    if removed:
        phrases.append(
            f"{pluralise(removed, 'figure')} {'is' if removed == 1 else 'are'} no longer included"
        )
    sentences = [
        f"If you continue, {join_list(phrases)}." if phrases else "No current figures will change."
    ]
    if lines:
        again = "count again" if state == "accepted" else "no longer count"
        sentences.append(
            f"Its {pluralise(lines, 'register entry', 'register entries')} will {again}."
        )
    return " ".join(sentences)


def format_from_return(source: int, rows: pd.DataFrame) -> str:
    """ "120 figures come from return 3 (15 change, 2 are not held now)"."""
    fresh = int(rows["return_before"].isna().sum())
    changed = int((~rows["same"]).sum()) - fresh
    notes = [
        f"{changed:,} {'changes' if changed == 1 else 'change'}" if changed else "",
        f"{fresh:,} {'is' if fresh == 1 else 'are'} not included now" if fresh else "",
    ]
    detail = ", ".join(note for note in notes if note) or "the same as now"
    verb = "comes" if len(rows) == 1 else "come"
    return f"{pluralise(len(rows), 'figure')} {verb} from return {source} ({detail})"
