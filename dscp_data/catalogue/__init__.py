"""The catalogue: the partnership's plan as data, validated when read.

Everything that belongs to one partnership is in `dscp_data/plan/`; another partnership
swaps those files and has its own dashboard.
"""

from dscp_data.catalogue.catalogue import PLAN, Catalogue, catalogue, read_catalogue
from dscp_data.catalogue.entries import (
    Agency,
    AmbiguousName,
    EvidenceType,
    FalseAlarm,
    GlossaryTerm,
    GoldenThread,
    GuidanceChange,
    Indicator,
    Locality,
    Method,
    Outcome,
    Pair,
    Partnership,
    Priority,
    Profile,
    Purpose,
    ReformTerm,
    RetentionRule,
    Source,
    SourceStart,
    Survey,
)
from dscp_data.catalogue.reading import CatalogueError, nearest

__all__ = [
    "PLAN",
    "Agency",
    "AmbiguousName",
    "Catalogue",
    "CatalogueError",
    "EvidenceType",
    "FalseAlarm",
    "GlossaryTerm",
    "GoldenThread",
    "GuidanceChange",
    "Indicator",
    "Locality",
    "Method",
    "Outcome",
    "Pair",
    "Partnership",
    "Priority",
    "Profile",
    "Purpose",
    "ReformTerm",
    "RetentionRule",
    "Source",
    "SourceStart",
    "Survey",
    "catalogue",
    "nearest",
    "read_catalogue",
]
