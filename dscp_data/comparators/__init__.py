"""Published comparators: official statistics for our area, its region, England and neighbours."""

from dscp_data.comparators.areas import Area, Areas, read_areas
from dscp_data.comparators.measures import Measure, read_measures
from dscp_data.comparators.model import AREA_TYPES, MARKS, Comparator, newest
from dscp_data.comparators.neighbours import Neighbour, read_neighbours
from dscp_data.comparators.reader import read_comparators
from dscp_data.comparators.rules import RULES
from dscp_data.comparators.summary import NeighbourSummary, neighbour_summary, summary_frame
from dscp_data.comparators.tidy_csv import (
    LICENCE,
    TidyFileError,
    comparators_frame,
    read_tidy,
    write_tidy,
)

__all__ = [
    "AREA_TYPES",
    "LICENCE",
    "MARKS",
    "RULES",
    "Area",
    "Areas",
    "Comparator",
    "Measure",
    "Neighbour",
    "NeighbourSummary",
    "TidyFileError",
    "comparators_frame",
    "neighbour_summary",
    "newest",
    "read_areas",
    "read_comparators",
    "read_measures",
    "read_neighbours",
    "read_tidy",
    "summary_frame",
    "write_tidy",
]
