"""How each locality stands against the others: below, above or like them.

Source: `statistics.md` of the method notes, "Intervals and comparison"; limits as in
`dscp_data.statistics.funnel`. Only shares are compared: a count depends on how many children live
in a place, and the plan has no populations of its localities.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dscp_data.analysis.funnels import FEWEST, Funnel, funnel_of, has_funnel
from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.catalogue.entries import Polarity
from dscp_data.model.frames import as_records
from dscp_data.model.text import format_number, format_rounded
from dscp_data.trends.trend import Trend

Word = Literal["below", "above", "like", "not comparable"]
Meaning = Literal["improvement", "concern", "up", "down", ""]
STANDING_WORDS: dict[Word, str] = {
    "below": "Below the others",
    "above": "Above the others",
    "like": "Like the others",
    "not comparable": "Not comparable",
}
MEANINGS: dict[Polarity, dict[str, Meaning]] = {
    "higher": {"above": "improvement", "below": "concern"},
    "lower": {"above": "concern", "below": "improvement"},
    "neutral": {"above": "up", "below": "down"},
}
COMPARED = (
    "value",
    "numerator",
    "denominator",
    "pooled",
    "lower_95",
    "upper_95",
    "lower_998",
    "upper_998",
)
COUNT = "a count depends on how many children live there, and the plan has no populations"
COHORT = "areas of concern are too few by locality"
TOO_FEW = f"fewer than {FEWEST} localities have complete figures for the same months"


@dataclass(frozen=True)
class Comparison:
    """A locality's percentage among all localities; limits are what chance allows at its size."""

    value: float
    number: float
    base: float
    pooled: float
    lower_95: float
    upper_95: float
    lower_998: float
    upper_998: float

    @property
    def position(self) -> float:
        """0 at the percentage of all localities, 1 at the upper 99.8% limit, -1 at the lower."""
        return self.place_of(self.value)

    def place_of(self, value: float) -> float:
        limit = self.upper_998 if value > self.pooled else self.lower_998
        width = abs(limit - self.pooled)
        return (value - self.pooled) / width if width else 0.0


@dataclass(frozen=True)
class LocalityStanding:
    """One locality on one indicator, of figures added up over the same months in all localities.

    `meaning` is what an outlier means by the indicator's direction; "" for one like the others.
    `what` is the locality's own figure in a clause, or why it is not comparable; `beside` is that
    of all localities and `compared` the numbers, for readers who may see those. `indicator`,
    `agency` and `locality` are ids.
    """

    indicator: str
    agency: str
    locality: str
    word: Word
    meaning: Meaning
    what: str
    beside: str = ""
    compared: Comparison | None = None

    @property
    def is_outlier(self) -> bool:
        return self.word in ("below", "above")

    @property
    def in_words(self) -> str:
        return STANDING_WORDS[self.word]


def locality_standings(
    by_locality: Iterable[Trend], plan: Catalogue
) -> dict[tuple[str, str, str], LocalityStanding]:
    """The standing of each district, by (indicator, agency, locality).

    `by_locality` has the trends of indicators by locality; one that has no district is left out.
    """
    groups: dict[tuple[str, str], list[Trend]] = {}
    districts = {place.id for place in plan.localities if place.kind == "district"}
    for trend in by_locality:
        if trend.locality in districts and trend.latest is not None:
            groups.setdefault((trend.indicator.id, trend.agency), []).append(trend)
    found = [one for group in groups.values() for one in standings_of(group, plan)]
    return {(one.indicator, one.agency, one.locality): one for one in found}


def standings_of(group: Sequence[Trend], plan: Catalogue) -> list[LocalityStanding]:
    """The standings of the localities of one indicator and agency."""
    indicator = group[0].indicator
    if why := why_not_comparable(indicator):
        return [standing_without_funnel(one, why) for one in group]
    same_people = plan.survey(indicator.id) is not None
    funnel = funnel_of([(one.locality, one) for one in group], same_people=same_people)
    if funnel is None:
        return [standing_without_funnel(one, TOO_FEW) for one in group]
    units = {unit["unit"]: unit for unit in as_records(funnel.units)}
    return [standing_in(funnel, units.get(one.locality), one) for one in group]


def why_not_comparable(indicator: Indicator) -> str:
    if indicator.kind == "cohort":
        return COHORT
    return "" if has_funnel(indicator) else COUNT


def standing_without_funnel(trend: Trend, why: str) -> LocalityStanding:
    key = trend.indicator.id, trend.agency, trend.locality
    return LocalityStanding(*key, "not comparable", "", why)


def standing_in(funnel: Funnel, unit: Mapping[str, Any] | None, trend: Trend) -> LocalityStanding:
    """Beyond 99.8% is more than chance explains; between 95% and 99.8% is like the others, because
    one unit in twenty lies there by chance."""
    if unit is None:
        return standing_without_funnel(trend, f"figures for {funnel.when} are not complete")
    sides: dict[str, Word] = {"below 99.8": "below", "above 99.8": "above"}
    word = sides.get(unit["position"], "like")
    meaning = MEANINGS[trend.indicator.polarity].get(word, "")
    limit = unit["lower_998"] if word == "below" else unit["upper_998"]
    beyond = f", {word} the 99.8% limit" if word != "like" else ""
    what = (
        f"{format_number(unit['value'], '%')} ({format_number(unit['numerator'])} of "
        f"{format_number(unit['denominator'])}) in {funnel.when}{beyond}"
    )
    beside = f"{format_number(unit['pooled'], '%')} in all localities"
    if word != "like":
        beside += f", and the limit at this size is {format_rounded(limit, '%')}"
    key = trend.indicator.id, trend.agency, trend.locality
    numbers = [float(unit[name]) for name in COMPARED]
    return LocalityStanding(*key, word, meaning, what, beside, Comparison(*numbers))


def outliers(standings: Iterable[LocalityStanding]) -> list[LocalityStanding]:
    """Those unlike the others, concern first."""
    order: list[Meaning] = ["concern", "up", "down", "improvement"]
    found = [one for one in standings if one.is_outlier]
    return sorted(found, key=lambda one: order.index(one.meaning))


def new_outliers(
    before: Iterable[LocalityStanding], now: Iterable[LocalityStanding]
) -> list[LocalityStanding]:
    """Those unlike the others now that were not then, or on the other side."""
    then = {(one.indicator, one.agency, one.locality, one.word) for one in outliers(before)}
    return [
        one
        for one in outliers(now)
        if (one.indicator, one.agency, one.locality, one.word) not in then
    ]
