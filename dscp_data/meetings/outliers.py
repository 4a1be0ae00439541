"""Localities that differ from the others by more than chance explains, and did not before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dscp_data.analysis.funnels import Funnel, funnel_finding, funnel_of, has_funnel
from dscp_data.catalogue import Catalogue
from dscp_data.store import Store
from dscp_data.trends import ALL, Selection, Trend, trends

OUTSIDE = ("below 99.8", "above 99.8")


@dataclass(frozen=True)
class Outlier:
    """`total` is the series of the whole area; `sentence` says which localities are outside."""

    total: Trend
    sentence: str


def new_outliers(
    store: Store, totals: Iterable[Trend], before: Selection, now: Selection
) -> list[Outlier]:
    """An outlier for each series of which a locality is beyond 99.8% now and was not before."""
    wanted = [one for one in totals if has_funnel(one.indicator)]
    earlier, later = (funnels(store, wanted, at) for at in (before, now))
    found = []
    for total in wanted:
        key = (total.indicator.id, total.agency)
        funnel, old = later.get(key), earlier.get(key)
        if funnel and outside(funnel) - (outside(old) if old else set()):
            found.append(Outlier(total, funnel_finding(funnel, "locality", "localities")))
    return found


def outside(funnel: Funnel) -> set[tuple[str, str]]:
    """The localities beyond 99.8%, each with its side."""
    far = funnel.units[funnel.units["position"].isin(OUTSIDE)]
    return set(zip(far["unit"], far["position"], strict=True))


def funnels(
    store: Store, totals: Sequence[Trend], selection: Selection
) -> dict[tuple[str, str], Funnel]:
    """The funnel of localities of each series that can have one, by indicator and agency."""
    indicators = list({one.indicator.id: one.indicator for one in totals}.values())
    by_series: dict[tuple[str, str], list[tuple[str, Trend]]] = {}
    for one in trends(store, indicators, selection, "locality"):
        if one.locality != ALL and is_district(one, store.plan):
            name = store.plan.locality(one.locality).name
            by_series.setdefault((one.indicator.id, one.agency), []).append((name, one))
    found = {
        key: funnel_of(named, same_people=store.plan.survey(key[0]) is not None)
        for key, named in by_series.items()
    }
    return {key: funnel for key, funnel in found.items() if funnel}


def is_district(trend: Trend, plan: Catalogue) -> bool:
    return plan.locality(trend.locality).kind == "district"
