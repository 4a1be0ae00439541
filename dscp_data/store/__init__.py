"""The store: one DuckDB file, append-only figures, questions as named .sql files."""

from dscp_data.store.accepting import Receipt, accept, restore, withdraw
from dscp_data.store.answers import answers_of
from dscp_data.store.comparing import Preview, preview
from dscp_data.store.database import Store, StoreError, default_path
from dscp_data.store.mappings import forget, remember, remembered
from dscp_data.store.published import hold_comparators
from dscp_data.store.refusals import keep_refusal
from dscp_data.store.trial import would_change

__all__ = [
    "Preview",
    "Receipt",
    "Store",
    "StoreError",
    "accept",
    "answers_of",
    "default_path",
    "forget",
    "hold_comparators",
    "keep_refusal",
    "preview",
    "remember",
    "remembered",
    "restore",
    "withdraw",
    "would_change",
]
