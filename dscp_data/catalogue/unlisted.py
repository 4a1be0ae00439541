"""What the database names and the plan does not: an agency, a locality or an indicator that was
taken out of the plan after its figures were accepted.

Its figures still count, under its id; it owes nothing more and cannot be chosen in a form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dscp_data.catalogue.catalogue import Catalogue
from dscp_data.catalogue.entries import Agency, Indicator, Locality
from dscp_data.catalogue.references import LONGEST_SHORT_NAME

IdKind = Literal["agency", "locality", "indicator"]
FILES: dict[IdKind, str] = {
    "agency": "agencies.csv",
    "locality": "localities.csv",
    "indicator": "indicators.csv",
}


@dataclass(frozen=True)
class UsedId:
    """An id that the database uses."""

    kind: IdKind
    id: str


def with_unlisted(plan: Catalogue, used: Iterable[UsedId]) -> Catalogue:
    """The plan, in which every id that the database uses can be looked up."""
    listed: dict[IdKind, set[str]] = {
        "agency": {one.id for one in plan.agencies},
        "locality": {one.id for one in plan.localities},
        "indicator": {one.id for one in plan.indicators},
    }
    missing = sorted(
        {one for one in used if one.id not in listed[one.kind]}, key=lambda one: one.id
    )
    return replace(
        plan,
        unlisted_agencies=tuple(agency(one.id) for one in missing if one.kind == "agency"),
        unlisted_localities=tuple(locality(one.id) for one in missing if one.kind == "locality"),
        unlisted_indicators=tuple(
            indicator(one.id, plan) for one in missing if one.kind == "indicator"
        ),
    )


def describe_unlisted(plan: Catalogue) -> str:
    """What the database names and the plan does not, and what to do; "" where there is nothing."""
    groups: tuple[tuple[IdKind, tuple[Agency | Locality | Indicator, ...]], ...] = (
        ("agency", plan.unlisted_agencies),
        ("locality", plan.unlisted_localities),
        ("indicator", plan.unlisted_indicators),
    )
    sentences = [
        f"The database has records for the {kind} “{one.id}”, which is not in {FILES[kind]}. "
        + (
            "Its figures are stored and not shown."
            if kind == "indicator"
            else "Its figures are shown under that id."
        )
        for kind, entries in groups
        for one in entries
    ]
    return " ".join([*sentences, "Add it to the plan to give it a name."]) if sentences else ""


def agency(id: str) -> Agency:
    return Agency(id, unlisted_name(id), unlisted_name(id), (), "")


def locality(id: str) -> Locality:
    """Nobody is missing where it has no figure, and it is in use on no day."""
    return Locality(id, unlisted_name(id), "unknown", (), date.min, date.min)


def indicator(id: str, plan: Catalogue) -> Indicator:
    """It is on the page of the first priority, where a link to it has to lead somewhere."""
    return Indicator(
        id=id,
        name=unlisted_name(id),
        short_name=unlisted_name(id)[:LONGEST_SHORT_NAME],
        plan_wording="",
        priorities=tuple(one.id for one in plan.priorities[:1]),
        outcomes=(),
        plan_direction="",
        polarity="neutral",
        kind="count",
        numerator="",
        denominator="",
        unit="",
        aggregation="none",
        across_agencies="separate",
        frequency="month",
        judged_by="month",
        agencies=(),
        golden_threads=(),
        caveat="",
        worked_out_from="returns",
        measure="",
        window_months=(),
    )


def unlisted_name(id: str) -> str:
    return f"{id} (not in the plan)"
