"""What an indicator is: definition, parts, polarity, who owes it, where its words come from."""

from __future__ import annotations

import pandas as pd

from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.model.text import join_list
from dscp_ui import queries
from dscp_ui.widgets.html_table import draw_table

POLARITY_TEXT = {
    "higher": "An increase is an improvement",
    "lower": "A decrease is an improvement",
    "neutral": "Neither an increase nor a decrease is good or bad in itself",
}
AGGREGATION_TEXT = {
    "sum": "Add the periods together",
    "pool": "Add numerators and denominators, then divide",
    "last": "Use the last month of a longer period (a snapshot)",
    "none": "Do not add: a longer period is not the sum of its months",
    "cohort": "Calculated from the register by following up each concern",
}
ACROSS_AGENCIES_TEXT = {
    "sum": "add the agencies together",
    "separate": "agencies may count the same child, so show each one separately",
    "register": "one shared register",
}


def show_definition(indicator: Indicator) -> None:
    rows = definition(indicator, queries.plan())
    draw_table(rows, f"Definition of {indicator.name}", heads=False, unseen=True)


def definition(indicator: Indicator, plan: Catalogue) -> pd.DataFrame:
    """Two columns, term and words, of one indicator."""
    outcomes = [f"{o.id} ({plan.source(o.source).means})" for o in plan.outcomes
                if o.id in indicator.outcomes]  # fmt: skip
    threads = [t.name for t in plan.golden_threads if t.id in indicator.golden_threads]
    owed = [plan.agency(id).short_name for id in indicator.agencies]
    lines = {
        "Wording in the plan": indicator.plan_wording,
        "Number": indicator.numerator,
        "Out of": indicator.denominator or "Nothing: this is a count",
        "Direction": POLARITY_TEXT[indicator.polarity],
        "How it adds up": f"{AGGREGATION_TEXT[indicator.aggregation]}; "
        f"{ACROSS_AGENCIES_TEXT[indicator.across_agencies]}",
        "Returned": f"By {indicator.frequency}, by "
        + ("every agency" if len(owed) == len(plan.agencies) else join_list(owed)),
        "Caution": indicator.caveat or "None",
        "Outcomes": join_list(outcomes) or "The plan does not number any",
        "Golden Threads": (join_list(threads) or "None")
        + (" (our own links: the plan does not link indicators to threads)" if threads else ""),
        "Reference": indicator.id,
    }
    return pd.DataFrame({"term": list(lines), "words": list(lines.values())})
