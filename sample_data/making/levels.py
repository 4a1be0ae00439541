"""How large each series is: a level a period for the whole county, shared out over localities.

Sizes follow `plan.md`, "Real sizes", where there are any; the rest is invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dscp_data.catalogue import catalogue
from sample_data.making.figures import COUNTY, DISTRICTS, WITH_NOT_KNOWN, WITH_OUTSIDE


@dataclass(frozen=True)
class Level:
    """`level` is the mean count a period, or the mean base where `share` is given."""

    agency: str
    indicator: str
    level: float
    share: float | None = None
    places: Mapping[str, float] | None = None


CSC, EH, POLICE = "dcc-csc", "dcc-early-help", "durham-constabulary"

MONTHLY = [
    Level(POLICE, "H01", 45, places=WITH_NOT_KNOWN),
    Level(CSC, "H02", 58, 0.74, DISTRICTS),
    Level(POLICE, "H02", 66, 0.63, DISTRICTS),
    Level(POLICE, "H03", 0.6),
    Level(CSC, "H03", 1.2),
    Level(POLICE, "H04", 9, places=DISTRICTS),
    Level(POLICE, "H06", 310, places=WITH_NOT_KNOWN),
    Level("probation", "H06", 62),
    Level("dcc-education", "H07", 11_600, 0.051, DISTRICTS),
    Level("housing", "H08", 28, places=DISTRICTS),
    Level(CSC, "H14", 42, 0.19, DISTRICTS),
    Level(POLICE, "H14", 38, 0.24, DISTRICTS),
    Level(CSC, "H15", 16, places=DISTRICTS),
    Level(CSC, "H17", 23),
    Level(POLICE, "H20", 15, places=DISTRICTS),
    Level(EH, "E01", 38, places=WITH_OUTSIDE),
    Level(CSC, "E02", 46, places=WITH_OUTSIDE),
    Level(CSC, "E08", 460, places=WITH_OUTSIDE),
    Level(CSC, "E04", 460, 0.23, WITH_OUTSIDE),
    Level(EH, "E07", 128, places=WITH_OUTSIDE),
    Level(CSC, "E10", 24, places=DISTRICTS),
    Level("cddft", "E10", 33, places=DISTRICTS),
    Level("tewv", "E10", 29, places=DISTRICTS),
    Level(CSC, "E11", 2.6),
    Level(POLICE, "E11", 3.4),
    Level(EH, "E12", 1_480, 0.36, WITH_OUTSIDE),
    Level(EH, "E14", 214, places=WITH_OUTSIDE),
    Level("schools", "E14", 63, places=DISTRICTS),
    Level("hdft", "E14", 31, places=DISTRICTS),
    Level(EH, "E15", 326, places=WITH_OUTSIDE),
    Level("cddft", "E16", 44, 0.87, DISTRICTS),
    Level("tewv", "T06", 96, places=WITH_OUTSIDE),
    Level("vcs", "T06", 74, places=DISTRICTS),
    Level("tewv", "T07", 71, places=WITH_OUTSIDE),
]

QUARTERLY = [
    Level("housing", "H09", 15, 0.72),
    Level(CSC, "H09", 13, 0.66),
    Level(CSC, "H10", 24),
    Level("tewv", "H10", 16),
    Level("tewv", "H11", 34, 0.74),
    Level(CSC, "H11", 27, 0.68),
    Level(CSC, "E03", 22, 0.77),
    Level(EH, "E03", 20, 0.74),
    Level("dscp", "E05", 68),
    Level(CSC, "E09", 1.3),
    Level("hdft", "E17", 36, places=DISTRICTS),
    Level("cddft", "E17", 24, places=DISTRICTS),
    Level("dscp", "T02", 146),
    Level("dscp", "T03", 418),
    Level("tewv", "T04", 62, 0.71),
    Level("vcs", "T04", 47, 0.79),
    Level(CSC, "T08", 21, 0.61),
    Level("tewv", "T08", 25, 0.69),
    Level("vcs", "T09", 31, places=DISTRICTS),
    Level("tewv", "T09", 23, places=DISTRICTS),
]

# Owed by every agency: (indicator, mean base or count, share); an agency's size scales the base.
BY_EVERYBODY = [
    ("H12", 14, 0.70),
    ("H13", 5, None),
    ("E06", 26, 0.66),
    ("E13", 24, 0.58),
    ("T01", 12, 0.63),
    ("T05", 13, 0.60),
]
SIZE = {CSC: 1.8, POLICE: 1.6, EH: 1.5, "tewv": 1.2, "cddft": 1.2, "nenc-icb": 0.7, "dscp": 0.7}
# The stated window of H11 and the like make agencies differ a little; audits are never all alike.
STEP = 0.012


def levels() -> list[Level]:
    """Every series that is drawn, in a fixed order. H05 is too small to draw: see `stories`."""
    everybody = [
        Level(
            agency.id,
            indicator,
            base * SIZE.get(agency.id, 1.0),
            None if share is None else share + STEP * (number - 7),
        )
        for indicator, base, share in BY_EVERYBODY
        for number, agency in enumerate(catalogue().agencies)
    ]
    return [*MONTHLY, *QUARTERLY, *everybody]


def places_of(level: Level) -> Mapping[str, float]:
    return level.places or COUNTY
