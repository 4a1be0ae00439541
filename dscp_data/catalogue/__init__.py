"""The catalogue: the partnership's plan as data, validated when read.

Everything that belongs to one partnership is in `dscp_data/plan/`; another partnership has a
folder of its own, which DSCP_PLAN names.
"""

from dscp_data.catalogue.catalogue import (
    Catalogue,
    catalogue,
    check_catalogue,
    read_catalogue,
)
from dscp_data.catalogue.entries import (
    Agency,
    GoldenThread,
    Indicator,
    Locality,
    Outcome,
    Pair,
    Partnership,
    Priority,
    SourceStart,
    Survey,
)
from dscp_data.catalogue.plan_folder import PLAN, is_shipped, plan_file, plan_folder
from dscp_data.catalogue.reading import CatalogueError, PlanFault, nearest
from dscp_data.catalogue.reference_entries import (
    AmbiguousName,
    EvidenceType,
    FalseAlarm,
    GlossaryTerm,
    GuidanceChange,
    Method,
    Profile,
    Purpose,
    ReformTerm,
    RetentionRule,
    Source,
)
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
    "PlanFault",
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
    "check_catalogue",
    "describe_unlisted",
    "is_shipped",
    "nearest",
    "plan_file",
    "plan_folder",
    "read_catalogue",
    "with_unlisted",
]
