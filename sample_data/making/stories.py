"""The planted stories: where a series is not common cause. `STORIES.md` tells them to readers."""

from __future__ import annotations

from dscp_data.model.periods import Period, month

RE_REFERRALS_FALL = month(2026, 1)
RE_REFERRAL_SHARE_AFTER = 0.178
DISCUSSIONS_RISE = month(2026, 3)
DISCUSSIONS_TOTALS = (119, 127, 138, 146, 157, 171, 184)
HOMELESS_SPIKE = month(2025, 11)
HOMELESS_SPIKE_FACTOR = 2.3
RECOGNITION = month(2025, 10)
RECOGNITION_FACTOR = {"H01": 1.36, "H03": 2.0}
SCHOOL_HOLIDAYS = {8: 0.70, 4: 0.96, 12: 0.97}
LOW_PLACE, LOW_PLACE_SHARE = "easington", 0.21
DEATHS = {2023: 6, 2024: 4, 2025: 3}

# Signals may stand here and nowhere else; None means anywhere.
SIGNALS_FROM: dict[tuple[str, str], Period] = {
    ("dcc-csc", "E04"): RE_REFERRALS_FALL,
    ("dcc-early-help", "E07"): DISCUSSIONS_RISE,
    ("durham-constabulary", "H01"): RECOGNITION,
}


def count_factor(indicator: str, period: Period) -> float:
    """By how much a story moves the level of a count."""
    if indicator == "E08":
        return SCHOOL_HOLIDAYS.get(period.start.month, 1.0)
    if indicator == "H08" and period == HOMELESS_SPIKE:
        return HOMELESS_SPIKE_FACTOR
    if indicator in RECOGNITION_FACTOR and period >= RECOGNITION:
        return RECOGNITION_FACTOR[indicator]
    return 1.0


def share_at(indicator: str, share: float, place: str, period: Period) -> float:
    """A proportion's share, where a story moves it."""
    if indicator == "E04" and period >= RE_REFERRALS_FALL:
        return RE_REFERRAL_SHARE_AFTER
    if indicator == "E12" and place == LOW_PLACE:
        return LOW_PLACE_SHARE
    return share


def planted_total(indicator: str, period: Period) -> int | None:
    """The county's count where a story fixes it."""
    if indicator != "E07" or period < DISCUSSIONS_RISE:
        return None
    return DISCUSSIONS_TOTALS[period.start.month - DISCUSSIONS_RISE.start.month]


def may_signal(agency: str, indicator: str, period: Period) -> bool:
    """Whether a signal at that month belongs to a planted story."""
    if indicator == "E08":
        return period.start.month == 8
    if indicator == "H08":
        return period == HOMELESS_SPIKE
    since = SIGNALS_FROM.get((agency, indicator))
    return since is not None and period >= since
