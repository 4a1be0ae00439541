"""Rows of named SQL queries, each with the permission that it requires."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dscp_data.access import Action
from dscp_ui.access.effective_user import require
from dscp_ui.runtime.open_store import store
from dscp_ui.runtime.shared_cache import shared_cache

# The permission that each SQL query requires. Those of "see-protected" give dates, agencies' names
# and published figures, and no count of ours. A query that is not listed is refused.
SQL_REQUIRES: dict[str, Action] = {
    "period_range": "see-protected",
    "senders": "see-protected",
    "comparators": "see-protected",
    "has_samples": "see-protected",
    "observations": "see-exact",
    "first_figures": "see-exact",
    "concerns": "see-exact",
    "mapping_meetings": "see-exact",
    "evidence": "see-records",
    "actions": "see-records",
    "setting_history": "see-records",
    "returns": "see-returns",
    "refusals": "see-returns",
    "return_history": "see-returns",
    "accepted_copy": "see-returns",
    "term_mappings": "see-returns",
    "earlier_reasons": "check-returns",
}
# These give the content of returns, which these parameters name.
SQL_ABOUT_RETURNS = {
    "query_answers": ("return_id",),
    "register_counts": ("return_id",),
    "compare_returns": ("older", "newer"),
    "compare_registers": ("older", "newer"),
}


def run_sql(name: str, **parameters: Any) -> pd.DataFrame:
    """The rows of a query in `dscp_data/sql`. Raises NotAllowed, KeyError for one not listed."""
    if name in SQL_ABOUT_RETURNS:
        for parameter in SQL_ABOUT_RETURNS[name]:
            require("see-originals", senders_of(parameters[parameter]))
    else:
        require(SQL_REQUIRES[name], localities=parameters.get("localities") or ())
    return sql_rows(name, parameters)


@shared_cache(max_entries=256)
def sql_rows(name: str, parameters: dict[str, object]) -> pd.DataFrame:
    return store().query(name, **parameters)


def senders_of(return_id: object) -> tuple[str, ...]:
    """The agency that a return is from; none if it has several, because it is then nobody's own."""
    agencies = sql_rows("returns", {"as_of": None}).set_index("id")["agency"]
    return () if pd.isna(agencies[return_id]) else (agencies[return_id],)
