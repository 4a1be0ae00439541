"""Protecting small counts: pure functions of counts, and the audit of a table of them."""

from dscp_data.disclosure.audit import Table, hidden_cells
from dscp_data.disclosure.counts import HIDDEN, NOT_APPLICABLE, NOT_AVAILABLE, protect

__all__ = ["HIDDEN", "NOT_APPLICABLE", "NOT_AVAILABLE", "Table", "hidden_cells", "protect"]
