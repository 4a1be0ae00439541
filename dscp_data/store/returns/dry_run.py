"""Dry run of withdrawing or restoring a return: apply, inspect, roll back."""

from __future__ import annotations

import pandas as pd

from dscp_data.model.clock import utc_now
from dscp_data.store.engine.store import Store, load_sql
from dscp_data.store.returns.accept import set_state
from dscp_data.store.returns.current import affected_returns


def preview_state_change(store: Store, return_id: int, state: str) -> pd.DataFrame:
    """The keys whose current figure would come from another return, or from none, if a return had
    that state ("withdrawn" or "accepted"): the key, return_before, return_next (NaN for none), and
    whether the figure stays the same. Nothing is changed."""
    with store.writer_lock(), store.cursor(one_state=True) as cursor:
        try:
            set_state(cursor, return_id, state, "", utc_now(), "")
            returns = affected_returns(cursor, return_id)
            return cursor.execute(load_sql("preview_state_change"), {"returns": returns}).df()
        finally:
            cursor.rollback()
