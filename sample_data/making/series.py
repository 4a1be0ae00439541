"""Draws every series, and draws again until only the planted stories show as special cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from random import Random

from dscp_data.catalogue import catalogue
from dscp_data.model.periods import Period, year
from sample_data.making import stories
from sample_data.making.chance import binomial, pick, poisson, signals
from sample_data.making.figures import PERIODS, QUARTERS, SEED, Figure
from sample_data.making.levels import Level, levels, places_of

MOST_DRAWS = 2000
TOO_FEW_FOR_LIMITS = 5
MOST_NRM_IN_A_MONTH, MOST_NRM_IN_A_QUARTER = 3, 5
AGES = {"dcc-csc": ("15", "16", "16", "17"), "tewv": ("16", "17", "17", "17")}


@cache
def figures() -> tuple[Figure, ...]:
    """Every true figure, agency by agency as `levels` lists them."""
    drawn: dict[tuple[str, str], list[Figure]] = {}
    by_indicator: dict[str, list[Level]] = defaultdict(list)
    for level in levels():
        by_indicator[level.indicator].append(level)
    for indicator, wanted in by_indicator.items():
        bases = {(f.locality, f.period): f for f in drawn.get(("dcc-csc", "E08"), [])}
        for level in wanted:
            drawn[(level.agency, indicator)] = calm_series(level, bases)
        together = [drawn[(level.agency, indicator)] for level in wanted]
        for attempt in range(1, MOST_DRAWS):
            if len(wanted) == 1 or catalogue().indicator(indicator).across_agencies != "sum":
                break
            if not unplanted("all", indicator, [f for series in together for f in series]):
                break
            level = wanted[attempt % len(wanted)]
            redrawn = calm_series(level, bases, attempt)
            drawn[(level.agency, indicator)] = redrawn
            together[attempt % len(wanted)] = redrawn
        else:
            raise AssertionError(f"{indicator} is never calm over all agencies")
    return (*(f for series in drawn.values() for f in series), *deaths())


def calm_series(
    level: Level, bases: dict[tuple[str, Period], Figure], attempt: int = 0
) -> list[Figure]:
    """The first draw of a series that signals nothing but its story."""
    for draw in range(MOST_DRAWS):
        chance = Random(f"{SEED} {level.agency} {level.indicator} {attempt} {draw}")
        series = draw_series(level, bases, chance)
        if not unplanted(level.agency, level.indicator, series) and believable(series):
            return series
    raise AssertionError(f"{level.agency} {level.indicator} is never calm")


def draw_series(
    level: Level, bases: dict[tuple[str, Period], Figure], chance: Random
) -> list[Figure]:
    indicator = catalogue().indicator(level.indicator)
    series = []
    for period in PERIODS[indicator.frequency]:
        for place, part in places_of(level).items():
            figure = Figure(level.indicator, level.agency, place, period, None)
            mean = level.level * part * stories.count_factor(level.indicator, period)
            if indicator.kind == "mean":
                children = max(1, poisson(chance, mean))
                ages = sum(int(pick(chance, AGES[level.agency])) for _ in range(children))
                series.append(replace(figure, numerator=ages, denominator=children))
            elif level.share is None:
                series.append(replace(figure, numerator=poisson(chance, mean)))
            else:
                base = base_of(level, place, period, mean, bases, chance)
                share = stories.share_at(level.indicator, level.share, place, period)
                x = binomial(chance, base, share)
                series.append(replace(figure, numerator=x, denominator=base))
        fix_total(series, level, period, chance)
    return series


def base_of(
    level: Level,
    place: str,
    period: Period,
    mean: float,
    bases: dict[tuple[str, Period], Figure],
    chance: Random,
) -> int:
    """What a share is a share of. Re-referrals are a share of the very referrals of E08."""
    if level.indicator == "E04":
        return int(bases[(place, period)].numerator or 0)
    if level.indicator == "H07":
        # A school year's cohort is known: it does not scatter from month to month.
        return round(mean * (1 + 0.008 * (period.containing("year").start.year - 2024)))
    return max(1, poisson(chance, mean))


def fix_total(series: list[Figure], level: Level, period: Period, chance: Random) -> None:
    """Share a planted total out over the localities of its month."""
    total = stories.planted_total(level.indicator, period)
    if total is None:
        return
    counts = divided(total, places_of(level), chance)
    for number, figure in enumerate(series):
        if figure.period == period:
            series[number] = replace(figure, numerator=counts[figure.locality])


def divided(total: int, places: Mapping[str, float], chance: Random) -> dict[str, int]:
    """Each of `total` falls in one place, by the places' parts."""
    counts = dict.fromkeys(places, 0)
    for _ in range(total):
        at = chance.random() * sum(places.values())
        fell = ""
        for place, part in places.items():
            fell, at = place, at - part
            if at < 0:
                break
        counts[fell] += 1
    return counts


def deaths() -> list[Figure]:
    """H05, once a year: six or fewer, and the last year provisional."""
    return [
        Figure("H05", "public-health", "county-wide", year(y), count, provisional=y == 2025)
        for y, count in stories.DEATHS.items()
    ]


def unplanted(agency: str, indicator: str, series: Iterable[Figure]) -> set[Period]:
    """The periods at which the county's series signals although no story is there."""
    series = list(series)
    frequency = catalogue().indicator(indicator).frequency
    found = signalling(series, PERIODS[frequency])
    planted = {p for p in found if stories.may_signal(agency, indicator, p)}
    has_story = agency_has_story(agency, indicator)
    if frequency == "month" and not has_story and not unsummable(indicator):
        by_quarter = [replace(f, period=f.period.containing("quarter")) for f in series]
        found |= signalling(by_quarter, QUARTERS)
    return found - planted


def agency_has_story(agency: str, indicator: str) -> bool:
    return indicator in ("E08", "H08", "H03") or any(
        key[1] == indicator and agency in (key[0], "all") for key in stories.SIGNALS_FROM
    )


def unsummable(indicator: str) -> bool:
    return catalogue().indicator(indicator).aggregation in ("last", "none")


def signalling(series: Sequence[Figure], periods: Sequence[Period]) -> set[Period]:
    x: dict[Period, float] = defaultdict(float)
    n: dict[Period, float] = defaultdict(float)
    for figure in series:
        x[figure.period] += figure.numerator or 0
        n[figure.period] += figure.denominator or 0
    values = [x[p] / n[p] if n[p] else x[p] for p in periods]
    if not any(n.values()) and sum(values) / len(values) < TOO_FEW_FOR_LIMITS:
        return set()
    found = {periods[i] for i in signals(values)}
    if any(n.values()) and series[0].indicator != "H10":
        share = sum(x.values()) / sum(n.values())
        found |= {
            p for p in periods if abs(x[p] / n[p] - share) > 3 * (share * (1 - share) / n[p]) ** 0.5
        }
    return found


def believable(series: Sequence[Figure]) -> bool:
    """NRM referrals by the police stay within what the Home Office publishes for the force."""
    if (series[0].agency, series[0].indicator) != ("durham-constabulary", "H03"):
        return True
    by_quarter: dict[Period, float] = defaultdict(float)
    for figure in series:
        by_quarter[figure.period.containing("quarter")] += figure.numerator or 0
    return (
        max(f.numerator or 0 for f in series) <= MOST_NRM_IN_A_MONTH
        and max(by_quarter.values()) <= MOST_NRM_IN_A_QUARTER
    )
