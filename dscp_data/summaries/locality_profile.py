"""One locality on one page: where it differs from the others, and its own signals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dscp_data.analysis.locality_standing import LocalityStanding
from dscp_data.model.text import capitalise, pluralise
from dscp_data.trends.finding import MOVED

Key = tuple[str, str]  # indicator, agency
ORDER = ("concern", "up", "down", "improvement", "")


@dataclass(frozen=True, eq=False)
class LocalityProfile:
    """`compared` are the standings that a funnel gives, outliers first; the frames are rows of the
    locality's indicator table: with a signal of its own, without one and not comparable, and not
    returned by locality. A series can be both compared and among the signals."""

    compared: list[LocalityStanding]
    signals: pd.DataFrame
    not_comparable: pd.DataFrame
    not_by_locality: pd.DataFrame

    @property
    def outliers(self) -> list[LocalityStanding]:
        return [one for one in self.compared if one.is_outlier]


def profile_of(table: pd.DataFrame, standings: Mapping[Key, LocalityStanding]) -> LocalityProfile:
    """The profile of a locality from its indicator table and its standings, by (indicator,
    agency)."""
    compared = [one for one in standings.values() if one.word != "not comparable"]
    compared_keys = {(one.indicator, one.agency) for one in compared}
    keys = list(zip(table["indicator"], table["agency"], strict=True))
    is_compared = pd.Series([key in compared_keys for key in keys], index=table.index, dtype=bool)
    is_absent = table["status"].isin(["not by locality", "no figures"])
    moved = table["status"].isin(MOVED)
    return LocalityProfile(
        sorted(compared, key=lambda one: (ORDER.index(one.meaning), -distance(one))),
        table[moved],
        table[~moved & ~is_compared & ~is_absent],
        table[is_absent],
    )


def distance(standing: LocalityStanding) -> float:
    """How far a locality lies from all of them, in widths of what chance allows."""
    return abs(standing.compared.position) if standing.compared else 0.0


def describe_profile(name: str, profile: LocalityProfile) -> str:
    """ "Easington differs from the other localities in 1 of 22 percentages", and its signals."""
    if not profile.compared:
        sentence = f"{name} cannot be compared with the other localities"
    elif not profile.outliers:
        sentence = (
            f"{name} is like the other localities in "
            f"{all_of(len(profile.compared))} that can be compared"
        )
    else:
        sentence = (
            f"{name} differs from the other localities in {len(profile.outliers)} of "
            f"{pluralise(len(profile.compared), 'percentage')}"
        )
    if len(profile.signals):
        sentence += f"; {pluralise(len(profile.signals), 'signal')} of its own"
    return capitalise(sentence)


def all_of(count: int) -> str:
    return "the one percentage" if count == 1 else f"all {count} percentages"
