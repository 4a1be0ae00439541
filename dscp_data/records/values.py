"""Values of a frame's row as plain Python values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd


def plain_value(value: Any) -> Any:
    """A day as a date, a list as a tuple, a whole number as int, nothing as None."""
    if isinstance(value, np.ndarray | list | tuple):
        return tuple(plain_value(one) for one in value)
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return int(value) if isinstance(value, np.integer | float) else value
