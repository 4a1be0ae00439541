"""Tables of many indicators: verdicts, news, and localities against the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import chain

import pandas as pd

from dscp_data.analysis.funnels import has_funnel
from dscp_data.analysis.locality_standing import LocalityStanding, locality_standings, outliers
from dscp_data.analysis.locality_standing import new_outliers as find_new_outliers
from dscp_data.summaries.changes_since import as_of_day_end, signals_between
from dscp_data.summaries.data_sources import with_sources
from dscp_data.summaries.indicator_table import icon_table
from dscp_data.trends import Selection, trends
from dscp_ui.access.effective_user import can, require, restrict_to_permitted
from dscp_ui.access.query import query
from dscp_ui.queries.catalogue import plan
from dscp_ui.queries.indicator_trends import judged_trends
from dscp_ui.queries.named_sql import sql_rows
from dscp_ui.runtime.open_store import store


@query(requires="see-protected", cached=256)
def overview(selection: Selection, indicators: tuple[str, ...]) -> pd.DataFrame:
    """The icon table of some indicators; see `dscp_data.summaries.indicator_table.icon_table`."""
    by_indicator = judged_trends.unchecked(selection)
    found = [trend for id in indicators for trend in by_indicator[id]]
    if len(selection.localities) != 1:
        return icon_table(found, plan())
    standings = standings_by_locality.unchecked(replace(selection, localities=()))
    own = {key[:2]: one for key, one in standings.items() if key[2] == selection.localities[0]}
    return icon_table(found, plan(), own)


@query(requires="see-protected", cached=128)
def overview_with_sources(selection: Selection, indicators: tuple[str, ...]) -> pd.DataFrame:
    """The icon table with the agencies behind each row; see `data_sources.with_sources`."""
    senders = sql_rows("senders", {"as_of": selection.as_of})
    table = overview.unchecked(selection, indicators)
    return with_sources(table, senders, plan(), selection.agencies)


@query(requires="see-exact", cached=128)
def new_signals(selection: Selection, since: date) -> pd.DataFrame:
    """The signals that are new since the end of a day; see `changes_since.new_signals`."""
    before = judged_trends.unchecked(as_of_day_end(selection, since))
    now = judged_trends.unchecked(selection)
    return signals_between(chain(*before.values()), chain(*now.values()), plan())


@query(requires="see-protected", cached=32)
def standings_by_locality(selection: Selection) -> dict[tuple[str, str, str], LocalityStanding]:
    """How each locality stands against the others, by indicator, agency and locality; see
    `dscp_data.analysis.locality_standing`. Rounded figures are not compared."""
    if selection.audience == "protected":
        return {}
    shares = [one for one in plan().indicators if has_funnel(one)]
    by_locality = trends(store(), shares, selection, "locality", as_judged=True)
    return locality_standings(by_locality, plan())


def standings_of_locality(selection: Selection) -> dict[tuple[str, str], LocalityStanding]:
    """How the one locality of a selection stands, by indicator and agency; {} in protected
    figures."""
    require("see-protected")
    (locality,) = selection.localities
    if restrict_to_permitted(selection).audience == "protected":
        return {}
    every = standings_by_locality.unchecked(replace(selection, localities=()))
    sees_others = can("see-exact")
    return {
        key[:2]: one if sees_others else without_others(one)
        for key, one in every.items()
        if key[2] == locality
    }


@query(requires="see-exact", cached=32)
def new_outliers(selection: Selection, since: date) -> list[LocalityStanding]:
    """The localities that came to be unlike the others since the end of a day, concern first; of
    the localities chosen, all where none is."""
    every = replace(selection, localities=())
    before = standings_by_locality.unchecked(as_of_day_end(every, since))
    now = standings_by_locality.unchecked(every)
    return in_localities(find_new_outliers(before.values(), now.values()), selection)


@query(requires="see-exact", cached=32)
def present_outliers(selection: Selection) -> list[LocalityStanding]:
    """The localities that are unlike the others, concern first; of those chosen, all where none
    is."""
    every = standings_by_locality.unchecked(replace(selection, localities=()))
    return in_localities(outliers(every.values()), selection)


def in_localities(
    standings: list[LocalityStanding], selection: Selection
) -> list[LocalityStanding]:
    chosen = selection.localities
    return [without_others(one) for one in standings if not chosen or one.locality in chosen]


def without_others(one: LocalityStanding) -> LocalityStanding:
    """A standing without the figures of other localities, which not all who see it may see."""
    return replace(one, beside="", compared=None)
