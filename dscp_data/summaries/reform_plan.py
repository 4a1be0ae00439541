"""Milestones of the reform plan, and the status of each."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.text import pluralise
from dscp_data.store import Store

NEXT_MONTHS = 3


def milestones(actions: pd.DataFrame, plan: Catalogue, on: date) -> pd.DataFrame:
    """The rows of question `actions` with names for ids and `progress`: Complete, Overdue, Due soon
    or Later, on a day (today, or the day as at which a page is read), `status_on_day` (the id of
    its status then), `days_late` (0 where it is not overdue) and `finished_late`, how many days
    after its date it was completed. Soonest due first within each strand."""
    day = pd.Timestamp(on)
    complete = actions["completed"].notna() & (actions["completed"] <= day)
    status = np.select(
        [complete, actions["due"] < day, actions["due"] <= day + pd.DateOffset(months=NEXT_MONTHS)],
        ["Complete", "Overdue", "Due soon"],
        default="Later",
    )
    terms = {term.id: term.name for term in plan.reform}
    agencies = plan.agency_names
    order = {term.name: place for place, term in enumerate(plan.reform_terms("strand"))}
    named = actions.assign(
        progress=status,
        status_on_day=status_on_day(actions, complete, day),
        days_late=(day - actions["due"]).dt.days.where(status == "Overdue", 0),
        finished_late=(actions["completed"] - actions["due"])
        .dt.days.clip(lower=0)
        .where(complete, 0)
        .astype(int),
        strand=named_by(actions["strand"], terms),
        workstream=named_by(actions["workstream"], terms),
        status=named_by(actions["status"], terms),
        readiness=named_by(actions["readiness"], terms),
        lead=named_by(actions["lead_agency"], agencies),
    )
    place = named["strand"].map(order).fillna(len(order))
    return named.assign(place=place).sort_values(["place", "due"], ignore_index=True)


def status_on_day(actions: pd.DataFrame, complete: pd.Series, day: pd.Timestamp) -> np.ndarray:
    """The id of each milestone's status on a day. What its agency says holds where the dates do not
    say otherwise: one that was completed later was not complete then, nor late before its date."""
    reported = actions["status"]
    return np.select(
        [complete, actions["due"] < day, actions["start"] > day, reported == "at-risk",
         reported == "not-started"],
        ["complete", "late", "not-started", "at-risk", "not-started"],
        default="on-track",
    )  # fmt: skip


def milestones_on(store: Store, day: date) -> pd.DataFrame:
    """The plan as it is now, judged on a day, soonest due first: ids as stored, with `status` on
    that day, `agency_status` as its agency has it, and `days_late` up to that day or until it was
    completed."""
    actions = store.query("actions", as_of=None)
    if actions.empty:
        return actions
    judged = milestones(actions, store.plan, day).set_index("key")
    own = judged.loc[actions["key"]].reset_index()
    return actions.assign(
        agency_status=actions["status"],
        status=own["status_on_day"],
        days_late=own["days_late"] + own["finished_late"],
    )


def describe_plan(found: pd.DataFrame) -> str:
    """The heading of the plan: "3 milestones are overdue and 2 are due within 3 months"."""
    overdue, soon = ((found["progress"] == status).sum() for status in ("Overdue", "Due soon"))
    complete = (found["progress"] == "Complete").sum()
    if overdue:
        late = f"{pluralise(overdue, 'milestone')} {'is' if overdue == 1 else 'are'} overdue"
        return f"{late} and {soon} due within {NEXT_MONTHS} months" if soon else late
    if soon:
        return f"Nothing is overdue; {pluralise(soon, 'milestone')} due within {NEXT_MONTHS} months"
    return f"Nothing is overdue; {complete} of {pluralise(len(found), 'milestone')} complete"


def named_by(ids: pd.Series, names: dict[str, str]) -> pd.Series:
    """Names for ids; what is no id stays as it was written."""
    return ids.map(names).fillna(ids)
