"""The store: one DuckDB file, append-only figures, queries in named .sql files."""

from dscp_data.store.engine.store import Store, StoreError, default_path
from dscp_data.store.opening import open_store
from dscp_data.store.records.comparators import save_comparators
from dscp_data.store.records.term_mappings import end_mapping, save_mappings, saved_mappings
from dscp_data.store.returns.accept import Receipt, accept, restore, withdraw
from dscp_data.store.returns.dry_run import preview_state_change
from dscp_data.store.returns.preview import Preview, preview
from dscp_data.store.returns.query_answers import answers_of
from dscp_data.store.returns.refusals import record_refusal

__all__ = [
    "Preview",
    "Receipt",
    "Store",
    "StoreError",
    "accept",
    "answers_of",
    "default_path",
    "end_mapping",
    "open_store",
    "preview",
    "preview_state_change",
    "record_refusal",
    "restore",
    "save_comparators",
    "save_mappings",
    "saved_mappings",
    "withdraw",
]
