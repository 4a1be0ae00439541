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
from dscp_data.catalogue.unlisted import UsedId, describe_unlisted, with_unlisted

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
    "UsedId",
    "catalogue",
    "describe_unlisted",
    "nearest",
    "read_catalogue",
    "with_unlisted",
]
