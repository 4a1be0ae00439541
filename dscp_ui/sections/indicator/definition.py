"""What an indicator is: definition, parts, polarity, who owes it, where its words come from."""

from __future__ import annotations

import pandas as pd

from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.model.text import join_list
from dscp_ui import queries
from dscp_ui.widgets.html_table import draw_table

POLARITY_TEXT = {
    "higher": "A rise is an improvement",
    "lower": "A fall is an improvement",
    "neutral": "Neither a rise nor a fall is good or bad by itself",
}
AGGREGATION_TEXT = {
    "sum": "Periods are added up",
    "pool": "Numerators and denominators are added up, then divided",
    "last": "A longer period takes its last month (a snapshot)",
    "none": "Not additive: a longer period is not the sum of its months",
    "cohort": "Worked out from the register, following each concern up",
}
ACROSS_AGENCIES_TEXT = {
    "sum": "agencies are added up",
    "separate": "agencies may count the same child, so each has its own line",
    "register": "one shared list",
}


def show_definition(indicator: Indicator) -> None:
    rows = definition(indicator, queries.plan())
    draw_table(rows, f"What “{indicator.name}” is", heads=False, unseen=True)


def definition(indicator: Indicator, plan: Catalogue) -> pd.DataFrame:
    """Two columns, term and words, of one indicator."""
    outcomes = [f"{o.id} ({plan.source(o.source).means})" for o in plan.outcomes
                if o.id in indicator.outcomes]  # fmt: skip
    threads = [t.name for t in plan.golden_threads if t.id in indicator.golden_threads]
    owed = [plan.agency(id).short_name for id in indicator.agencies]
    lines = {
        "In the plan's words": indicator.plan_wording,
        "Number": indicator.numerator,
        "Out of": indicator.denominator or "Not a share: a number by itself",
        "Direction": POLARITY_TEXT[indicator.polarity],
        "Adding up": f"{AGGREGATION_TEXT[indicator.aggregation]}; "
        f"{ACROSS_AGENCIES_TEXT[indicator.across_agencies]}",
        "Returned": f"By {indicator.frequency}, by "
        + ("every agency" if len(owed) == len(plan.agencies) else join_list(owed)),
        "Take care": indicator.caveat or "Nothing noted",
        "Outcomes": join_list(outcomes) or "None numbered in the plan",
        "Golden Threads": (join_list(threads) or "None")
        + (" (our reading: the plan ties no indicator to a thread)" if threads else ""),
        "Reference": indicator.id,
    }
    return pd.DataFrame({"term": list(lines), "words": list(lines.values())})
