"""The faults of a file made few: alike ones are asked once, and there is a bound."""

from __future__ import annotations

from collections.abc import Iterable

PLACES_LISTED = 12


def listed_places(places: Iterable[str]) -> str:
    """Addresses as a sentence lists them: "B2, B3 and 40 more"."""
    found = list(places)
    if len(found) > PLACES_LISTED:
        return f"{', '.join(found[:PLACES_LISTED])} and {len(found) - PLACES_LISTED} more"
    return ", ".join(found)
