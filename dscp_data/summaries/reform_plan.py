"""Milestones of the reform action plan, and how each stands on the day it was reported."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.clock import london_from_utc

NEXT_MONTHS = 3


def milestones(actions: pd.DataFrame, plan: Catalogue) -> pd.DataFrame:
    """The rows of question `actions` with names for ids and `stands`: Complete, Overdue, Due soon
    or Later, on the day the plan was last received. Soonest due first within each strand."""
    day = pd.Timestamp(london_from_utc(actions["received_at"].max()).date())
    complete = actions["completed"].notna() & (actions["completed"] <= day)
    stands = np.select(
        [complete, actions["due"] < day, actions["due"] <= day + pd.DateOffset(months=NEXT_MONTHS)],
        ["Complete", "Overdue", "Due soon"],
        default="Later",
    )
    terms = {term.id: term.name for term in plan.reform}
    agencies = {agency.id: agency.short_name for agency in plan.agencies}
    order = {term.name: place for place, term in enumerate(plan.reform_terms("strand"))}
    named = actions.assign(
        stands=stands,
        strand=named_by(actions["strand"], terms),
        workstream=named_by(actions["workstream"], terms),
        status=named_by(actions["status"], terms),
        lead=named_by(actions["lead_agency"], agencies),
    )
    place = named["strand"].map(order).fillna(len(order))
    return named.assign(place=place).sort_values(["place", "due"], ignore_index=True)


def named_by(ids: pd.Series, names: dict[str, str]) -> pd.Series:
    """Names for ids; what is no id stays as it was written."""
    return ids.map(names).fillna(ids)
