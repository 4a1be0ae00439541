"""Primary suppression and rounding of one count.

Source: NHS England's suppression of small counts (1 to 7, and the nearest 5), and the Department
for Education's symbols; the profiles are data in `plan/profiles.csv`.
"""

from __future__ import annotations

import numpy as np

from dscp_data.catalogue import Profile, catalogue

HIDDEN, NOT_AVAILABLE, NOT_APPLICABLE = "[c]", "[x]", "[z]"
UNRELIABLE, PROVISIONAL, REVISED = "[u]", "[p]", "[r]"
MARK_WORDS = {
    HIDDEN: "hidden",
    NOT_AVAILABLE: "not available",
    NOT_APPLICABLE: "not applicable",
    UNRELIABLE: "unreliable",
    PROVISIONAL: "provisional",
    REVISED: "revised",
}


def protect(count: float | None, profile: str = "nhs") -> int | str | None:
    """What is shown of a count: 0, "1 to 7", a rounded number or "[c]"; None stays None.

    Raises ValueError for a count below 0, CatalogueError for a profile that is not known.
    """
    if count is None or np.isnan(count):
        return None
    if count < 0:
        raise ValueError(f"{count} is not a count: it is below 0")
    settings, counts = catalogue().profile(profile), np.array([float(count)])
    if is_small(counts, settings)[0]:
        return format_small(settings)
    return int(rounded(counts, settings)[0])


def format_small(profile: Profile) -> str:
    return f"1 to {profile.small_to}" if profile.small_as == "band" else HIDDEN


def is_small(counts: np.ndarray, profile: Profile) -> np.ndarray:
    """Whether each count is one that could name a child; NaN is not."""
    return (counts > 0) & (counts < profile.small_to + 1)


def rounded(counts: np.ndarray, profile: Profile) -> np.ndarray:
    """Each count to the nearest step, halves up; of no use for small ones."""
    return np.floor(counts / profile.round_to + 0.5) * profile.round_to


def plotted_values(counts: np.ndarray, profile: Profile) -> np.ndarray:
    """Where each protected count is drawn; NaN where it is hidden."""
    small_at = profile.plotted_at if profile.small_as == "band" else np.nan
    return np.where(is_small(counts, profile), small_at, rounded(counts, profile))


def shown_range(counts: np.ndarray, profile: Profile) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and the highest that each count can be, by what is shown of it. A small count that
    is hidden can be anything from 0."""
    half = profile.round_to / 2
    low = np.maximum(np.ceil(rounded(counts, profile) - half), profile.small_to + 1)
    high = np.ceil(rounded(counts, profile) + half) - 1
    small, band = is_small(counts, profile), profile.small_as == "band"
    low = np.select([counts == 0, small], [0, float(band)], default=low)
    return low, np.select([counts == 0, small], [0, profile.small_to if band else np.inf], high)


def range_of_shown(
    plotted: np.ndarray, texts: np.ndarray, profile: Profile
) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and the highest that each count can be, by what a reader sees of it: anything from
    0 where that is nothing."""
    is_band = texts == f"1 to {profile.small_to}"
    is_number = (texts == "") & ~np.isnan(plotted)
    low, high = shown_range(np.where(is_number, plotted, 0), profile)
    low = np.select([is_number, is_band], [low, 1], default=0)
    return low, np.select([is_number, is_band], [high, profile.small_to], default=np.inf)


def is_shown_alike(counts: np.ndarray, others: np.ndarray, profile: Profile) -> np.ndarray:
    """Whether each count is shown as the one beside it: who sees it cannot tell which it was."""
    small = is_small(counts, profile)
    same = rounded(counts, profile) == rounded(others, profile)
    return (small == is_small(others, profile)) & (small | same) & ((counts > 0) == (others > 0))
