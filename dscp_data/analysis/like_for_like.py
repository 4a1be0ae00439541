"""A total of the agencies that report throughout, beside one that agencies joined or left."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.model.text import join_list
from dscp_data.store import Store
from dscp_data.trends import ALL, Selection, Trend, trends
from dscp_data.trends.finding import describe_latest


@dataclass(frozen=True, eq=False)
class LikeForLike:
    """`trend` adds up the `agencies` (ids) that have figures from the first period to the last."""

    trend: Trend
    agencies: tuple[str, ...]


def changed_composition(trend: Trend) -> list[str]:
    """When agencies joined or left a total: "HDFT joined in April 2025"."""
    columns = trend.columns
    return [
        f"{text} in {name}"
        for text, name in zip(columns["composition"], columns["name"], strict=True)
        if text
    ]


def like_for_like(
    store: Store, indicator: Indicator, trend: Trend, selection: Selection
) -> LikeForLike | None:
    """The like-for-like total of a trend over all its periods; None where no agency joined or left,
    or none reports throughout."""
    if trend.agency != ALL or not changed_composition(trend):
        return None
    own = selection.with_period_type(trend.period_type)
    starts = trend.columns["period_start"]
    agencies = tuple(
        one.agency
        for one in trends(store, [indicator], own, "agency")
        if len(one.points)
        and one.columns["period_start"][0] == starts[0]
        and one.columns["period_start"][-1] == starts[-1]
    )
    if not agencies:
        return None
    (found,) = trends(store, [indicator], replace(own, agencies=agencies))
    return LikeForLike(found, agencies)


def describe_composition(trend: Trend) -> str:
    """Who joined or left and what follows: "HDFT joined in April 2025, so the usual range starts
    again there, and no change on a year is given across it."; "" where none did."""
    changed = changed_composition(trend)
    if not changed:
        return ""
    return (
        f"{'; '.join(changed)}, so the usual range starts again there, and no change on a year is "
        "given across it."
    )


def describe_like_for_like(found: LikeForLike, plan: Catalogue) -> str:
    """The finding of the agencies that report throughout: "Like for like (Early Help): …"."""
    names = join_list([plan.agency(id).short_name for id in found.agencies])
    return f"Like for like ({names}): {describe_latest(found.trend)}."
