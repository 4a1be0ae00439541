"""The store: one DuckDB file, append-only figures, questions as named .sql files."""

from dscp_data.store.engine.store import Store, StoreError, default_path
from dscp_data.store.opening import open_store
from dscp_data.store.records.comparators import hold_comparators
from dscp_data.store.records.term_mappings import forget, remember, remembered
from dscp_data.store.returns.accept import Receipt, accept, restore, withdraw
from dscp_data.store.returns.dry_run import would_change
from dscp_data.store.returns.preview import Preview, preview
from dscp_data.store.returns.query_answers import answers_of
from dscp_data.store.returns.refusals import keep_refusal

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
    "open_store",
    "preview",
    "remember",
    "remembered",
    "restore",
    "withdraw",
    "would_change",
]
