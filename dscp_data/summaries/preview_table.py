"""Describes what accepting a return would change."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.periods import Period
from dscp_data.model.text import format_number

CHANGES = ("added", "changed", "unchanged", "removed")


def preview_table(differences: pd.DataFrame, plan: Catalogue) -> pd.DataFrame:
    """A row a figure: Change, Indicator, Agency, Locality, Period, Held now, In this file, Cell.

    `differences` are those of a `Preview`.
    """
    indicators, agencies, localities = names(plan)
    rows = [
        (
            one.change.capitalize(),
            indicators[one.indicator],
            agencies[one.agency],
            localities[one.locality],
            Period(one.period_start.date(), one.period_type).name,
            figure(one.numerator_held, one.denominator_held, one.status_held, one.provisional_held),
            figure(one.numerator, one.denominator, one.status, one.provisional),
            f"{one.sheet}!{one.cell}" if isinstance(one.cell, str) else "",
        )
        for one in differences.itertuples(index=False)
    ]
    columns = ["Change", "Indicator", "Agency", "Locality", "Period", "Current", "In this file"]
    return pd.DataFrame(rows, columns=[*columns, "Cell"])


def figure(numerator: float, denominator: float, status: object, provisional: Any) -> str:
    """A figure as a reader says it: "12", "12 of 40", "nil", "suppressed of 40"; "" for none."""
    if not isinstance(status, str):
        return ""
    text = format_number(numerator) if status == "reported" else status
    base = "" if pd.isna(denominator) else f" of {format_number(denominator)}"
    return f"{text}{base}{' (provisional)' if pd.notna(provisional) and provisional else ''}"


def totals(differences: pd.DataFrame, plan: Catalogue) -> pd.DataFrame:
    """A row an indicator: how many figures are added, changed, unchanged and removed, and what the
    numbers add up to before and after. The sums are there to be compared, and mean nothing else.
    """
    indicators = names(plan)[0]
    counts = (
        differences.groupby(["indicator", "change"])
        .size()
        .unstack(fill_value=0)
        .reindex(columns=list(CHANGES), fill_value=0)
    )
    sums = differences.groupby("indicator")[["numerator_held", "numerator"]].sum(min_count=1)
    both = counts.join(sums)
    return pd.DataFrame(
        {
            "Indicator": [indicators[id] for id in both.index],
            **{change.capitalize(): both[change].to_numpy() for change in CHANGES},
            "Current total": [format_number(value) for value in both["numerator_held"]],
            "Total in this file": [format_number(value) for value in both["numerator"]],
        }
    )


def names(plan: Catalogue) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The names of indicators, agencies and localities by id."""
    return (
        {one.id: f"{one.id} {one.name}" for one in plan.indicators},
        plan.agency_names,
        plan.locality_names,
    )
