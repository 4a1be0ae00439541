"""Which settings apply to a series, and to which of its periods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from dscp_data.catalogue import Indicator
from dscp_data.model.periods import add_months
from dscp_data.model.settings import Setting

SEVERAL = ""  # more than one, and not all: no setting is for just these


@dataclass(frozen=True)
class Scope:
    """Whose figures a series adds up: the one agency and the one locality, None for all."""

    agency: str | None = None
    locality: str | None = None

    @property
    def is_whole(self) -> bool:
        return self.agency is None and self.locality is None


ALL_FIGURES = Scope()


def scope_of(
    indicator: Indicator,
    agency: str | None,
    locality: str | None,
    agencies: Sequence[str],
    localities: Sequence[str],
) -> Scope:
    """The scope of a series of one agency and locality (None: added up), among those chosen.

    The only agency that owes an indicator means all of them.
    """
    whose = agency or one_of(agencies)
    if indicator.agencies == (whose,):
        whose = None
    return Scope(whose, locality or one_of(localities))


def one_of(chosen: Sequence[str]) -> str | None:
    if not chosen:
        return None
    return chosen[0] if len(chosen) == 1 else SEVERAL


def settings_of(
    settings: Iterable[Setting], indicator: Indicator, scope: Scope
) -> tuple[Setting, ...]:
    """The settings that apply to a series, the broader before the narrower.

    A baseline or a note for all applies to each part. So does a target that is a percentage or an
    average; a target for a count of the whole says nothing of the count of a part.
    """
    found = [one for one in settings if applies(one, indicator, scope)]
    return tuple(sorted(found, key=lambda one: (narrowness(one), one.day, one.id)))


def applies(setting: Setting, indicator: Indicator, scope: Scope) -> bool:
    if setting.kind == "meeting" or setting.indicator not in (None, indicator.id):
        return False
    if setting.agency not in (None, scope.agency) or setting.locality not in (None, scope.locality):
        return False
    exact = (setting.agency, setting.locality) == (scope.agency, scope.locality)
    return setting.kind != "target" or indicator.has_denominator or exact


def narrowness(setting: Setting) -> int:
    return (setting.agency is not None) + (setting.locality is not None)


def targets_at(settings: Iterable[Setting], starts: np.ndarray) -> np.ndarray:
    """The target of each period by its first day; NaN where none applies.

    `settings` as `settings_of` gives them: the narrower and the later one counts.
    """
    target = np.full(len(starts), np.nan)
    for one in settings:
        if one.kind == "target":
            applied = starts >= np.datetime64(one.day)
            if one.last_day:
                applied &= starts <= np.datetime64(one.last_day)
            target[applied] = one.value
    return target


def points_of_limits(
    settings: Iterable[Setting], starts: np.ndarray, rebased: np.ndarray
) -> np.ndarray:
    """Whether limits rest on each period: on all of a baseline, or where it is fixed on those of
    its first months only.

    `settings` as `settings_of` gives them; `rebased` is true where a baseline starts.
    """
    rests = np.ones(len(starts), dtype=bool)
    baseline = np.cumsum(rebased)
    for one in settings:
        if one.kind != "baseline":
            continue
        position = int(np.searchsorted(starts, np.datetime64(one.day)))
        if position < len(starts):
            its = baseline == baseline[position]
            rests[its] = True
            if one.value is not None:
                rests[its] = starts[its] < np.datetime64(add_months(one.day, int(one.value)))
    return rests


def starts_of_baselines(settings: Iterable[Setting], starts: np.ndarray) -> np.ndarray:
    """Whether a new baseline starts with each period: the first that begins on its day or later.

    Never with the first period, where the first baseline starts anyway.
    """
    rebased = np.zeros(len(starts), dtype=bool)
    for one in settings:
        if one.kind == "baseline":
            position = int(np.searchsorted(starts, np.datetime64(one.day)))
            if 0 < position < len(starts):
                rebased[position] = True
    return rebased
