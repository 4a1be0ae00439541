"""A county-wide figure beside figures of districts, in one file or in several, is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.intake.rules.rule import rule
from dscp_data.intake.rules.totals import UNCLEAR_COUNTY
from dscp_data.model.faults import Fault, fault
from dscp_data.model.periods import Period, add_months
from dscp_data.model.returns import CheckedReturn, Observation
from dscp_data.model.text import join_list

COUNTY_BESIDE_DISTRICTS = rule(
    "county-beside-districts", "query",
    "{what}: for {period} there is a county-wide figure and figures of districts ({places}).",
    "Send one or the other, or say why both are right. A total takes one of them, never both.",
    "County-wide 20 for April, where an earlier file gave April by district",
)  # fmt: skip
Pair = tuple[str, str]  # an indicator and an agency
Months = dict[date, set[str]]  # the localities that have a figure for each month


@dataclass
class Coverage:
    """The months of one indicator and agency that have county-wide and district figures."""

    county: Months = field(default_factory=dict)
    districts: Months = field(default_factory=dict)

    def add(self, kind: str, locality: str, period: Period) -> None:
        months = {"whole": self.county, "district": self.districts}.get(kind)
        if months is not None:
            for start in months_of(period):
                months.setdefault(start, set()).add(locality)

    def places_in(self, period: Period) -> set[str]:
        """The county, and the districts, that have a figure for a month of a period."""
        found = (of.get(start, ()) for of in (self.county, self.districts)
                 for start in months_of(period))  # fmt: skip
        return set().union(*found)


def county_totals(
    sent: Iterable[Observation], kinds: Mapping[str, str]
) -> dict[tuple[Pair, Period], set[str]]:
    """The places of each indicator, agency and period of a file whose county-wide figure is the sum
    of two districts or more: there is nothing to ask about these."""
    figures: dict[tuple[Pair, Period], dict[str, float | None]] = {}
    for one in sent:
        if kinds[one.locality] in ("whole", "district"):
            places = figures.setdefault(((one.indicator, one.agency), one.period), {})
            places[one.locality] = one.numerator
    return {key: set(places) for key, places in figures.items() if adds_up(places, kinds)}


def adds_up(places: Mapping[str, float | None], kinds: Mapping[str, str]) -> bool:
    """Whether one county-wide figure is the sum of the districts', of which all are known."""
    county = [number for place, number in places.items() if kinds[place] == "whole"]
    districts = [number for place, number in places.items() if kinds[place] == "district"]
    known = [number for number in districts if number is not None]
    return len(county) == 1 and len(known) == len(districts) > 1 and county[0] == sum(known)


def county_beside_districts(
    checked: CheckedReturn, stays: pd.DataFrame, plan: Catalogue
) -> Iterator[Fault]:
    """The first figure of each indicator and agency in a file that puts a county-wide figure beside
    districts, or districts beside one, whatever the lengths of their periods. `stays` are the
    accepted figures that the file would not take out, days as dates."""
    kinds = {place.id: place.kind for place in plan.localities}
    both = pairs_of_both(checked.observations, stays, kinds)
    if not both:
        return
    covered = coverage([o for o in checked.observations if o[:2] in both], stays, kinds)
    asked = pairs_asked(checked)
    totals = county_totals((o for o in checked.observations if o[:2] in both), kinds)
    for one in checked.observations:
        pair = (one.indicator, one.agency)
        if pair not in both or pair in asked:
            continue
        if covered[pair].places_in(one.period) <= totals.get((pair, one.period), set()):
            continue
        mine, districts = covered[pair], set[str]()
        for start in months_of(one.period):
            if start in mine.county and kinds[one.locality] in ("whole", "district"):
                districts |= mine.districts.get(start, set())
        if districts:
            asked.add(pair)
            yield fault(
                COUNTY_BESIDE_DISTRICTS,
                one.sheet,
                one.cell,
                what=f"{one.indicator} {plan.indicator(one.indicator).name}",
                period=one.period.name,
                places=join_list([p.name for p in plan.localities if p.id in districts]),
            )


def pairs_of_both(
    sent: Iterable[Observation], stays: pd.DataFrame, kinds: Mapping[str, str]
) -> set[Pair]:
    """The pairs of a file that have county-wide and district figures, there or accepted. They are
    few: months are looked at only of these."""
    found: dict[Pair, set[str]] = {}
    for indicator, agency, locality in {one[:3] for one in sent}:
        found.setdefault((indicator, agency), set()).add(kinds[locality])
    columns = ["indicator", "agency", "locality"]
    for indicator, agency, locality in stays[columns].drop_duplicates().itertuples(index=False):
        if (indicator, agency) in found:
            found[indicator, agency].add(kinds[locality])
    return {pair for pair, here in found.items() if here >= {"whole", "district"}}


def coverage(
    sent: Iterable[Observation], stays: pd.DataFrame, kinds: Mapping[str, str]
) -> dict[Pair, Coverage]:
    """What a file and the accepted figures cover together, for the pairs of the file."""
    covered: dict[Pair, Coverage] = {}
    for one in sent:
        mine = covered.setdefault((one.indicator, one.agency), Coverage())
        mine.add(kinds[one.locality], one.locality, one.period)
    columns = ("indicator", "agency", "locality", "period_type", "period_start")
    rows = zip(*(stays[column].tolist() for column in columns), strict=True)
    for indicator, agency, locality, period_type, start in rows:
        if (indicator, agency) in covered:
            period = Period(start, period_type)
            covered[indicator, agency].add(kinds[locality], locality, period)
    return covered


def pairs_asked(checked: CheckedReturn) -> set[Pair]:
    """The pairs that a table of the file is asked about already."""
    cells = {(f.sheet, f.cell) for f in checked.faults if f.code == UNCLEAR_COUNTY.code}
    return {(o.indicator, o.agency) for o in checked.observations if (o.sheet, o.cell) in cells}


def months_of(period: Period) -> Iterator[date]:
    return (add_months(period.start, n) for n in range(period.months))
