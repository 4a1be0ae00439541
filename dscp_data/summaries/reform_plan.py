"""Milestones of the reform plan, and the status of each."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.clock import london_from_utc, today
from dscp_data.model.text import pluralise

NEXT_MONTHS = 3


def day_judged(as_of: datetime | None) -> date:
    """The day on which milestones are judged: today, or that of an as-at time (UTC)."""
    return today() if as_of is None else london_from_utc(as_of).date()


def milestones(actions: pd.DataFrame, plan: Catalogue, on: date) -> pd.DataFrame:
    """The rows of question `actions` with names for ids and `stands`: Complete, Overdue, Due soon
    or Later, on a day (today, or the day as at which a page is read), and `days_late` (0 where it
    is not overdue). Soonest due first within each strand."""
    day = pd.Timestamp(on)
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
        days_late=(day - actions["due"]).dt.days.where(stands == "Overdue", 0),
        strand=named_by(actions["strand"], terms),
        workstream=named_by(actions["workstream"], terms),
        status=named_by(actions["status"], terms),
        lead=named_by(actions["lead_agency"], agencies),
    )
    place = named["strand"].map(order).fillna(len(order))
    return named.assign(place=place).sort_values(["place", "due"], ignore_index=True)


def describe_plan(found: pd.DataFrame) -> str:
    """The heading of the plan: "3 milestones are overdue and 2 are due within 3 months"."""
    overdue, soon = ((found["stands"] == status).sum() for status in ("Overdue", "Due soon"))
    complete = (found["stands"] == "Complete").sum()
    if overdue:
        late = f"{pluralise(overdue, 'milestone')} {'is' if overdue == 1 else 'are'} overdue"
        return f"{late} and {soon} due within {NEXT_MONTHS} months" if soon else late
    if soon:
        return f"Nothing is overdue; {pluralise(soon, 'milestone')} due within {NEXT_MONTHS} months"
    return f"Nothing is overdue; {complete} of {pluralise(len(found), 'milestone')} complete"


def named_by(ids: pd.Series, names: dict[str, str]) -> pd.Series:
    """Names for ids; what is no id stays as it was written."""
    return ids.map(names).fillna(ids)
