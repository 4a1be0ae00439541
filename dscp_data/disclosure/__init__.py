"""Protecting small counts: pure functions of counts, and the audit of a table of them."""

from dscp_data.disclosure.count_table import CountTable
from dscp_data.disclosure.secondary_suppression import suppression_pattern
from dscp_data.disclosure.suppression import HIDDEN, NOT_APPLICABLE, NOT_AVAILABLE, protect

__all__ = [
    "HIDDEN",
    "NOT_APPLICABLE",
    "NOT_AVAILABLE",
    "CountTable",
    "protect",
    "suppression_pattern",
]
