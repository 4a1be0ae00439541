"""The template for an agency, prefilled with its accepted figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dscp_data.model.periods import Period, year
from dscp_data.model.returns import Action, Concern, Evidence, MappingMeeting, Observation
from dscp_data.store import Store
from dscp_data.templates.template import template


def prefilled_template(store: Store, agency: str, council_year: int) -> bytes:
    """The workbook for one agency and the council year that begins in April of `council_year`."""
    period = year(council_year)
    concerns = store.query("concerns", as_of=None, localities=None)
    meetings = store.query("mapping_meetings", as_of=None, localities=None)
    evidence = store.query("evidence", as_of=None)
    return template(
        agency,
        council_year,
        store.plan,
        latest=accepted_observations(store, agency, period),
        concerns=[from_row(Concern, row) for row in rows(concerns)],
        evidence=[from_row(Evidence, row) for row in rows(evidence) if row["agency"] == agency],
        actions=[from_row(Action, row) for row in rows(store.query("actions", as_of=None))],
        meetings=[from_row(MappingMeeting, row) for row in rows(meetings)],
        cut_off=None if concerns.empty else date_or_none(concerns["cut_off"].max()),
    )


def accepted_observations(store: Store, agency: str, period: Period) -> list[Observation]:
    accepted = store.query(
        "observations",
        indicators=None,
        agencies=[agency],
        localities=None,
        first=period.start,
        last=period.end,
        as_of=None,
    )
    return [
        from_row(Observation, {**row, "period": Period(row["period_start"], row["period_type"])})
        for row in rows(accepted)
    ]


def from_row(kind: Any, row: dict[str, Any]) -> Any:
    """A value of that kind from the columns of the same names."""
    return kind(**{name: row[name] for name in kind.__annotations__})


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values: days as dates, lists as tuples, nothing as None."""
    return [
        {name: to_python(value) for name, value in zip(frame.columns, row, strict=True)}
        for row in frame.itertuples(index=False, name=None)
    ]


def to_python(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return tuple(value.tolist())
    if pd.isna(value):
        return None
    if isinstance(value, np.generic):
        return value.item()
    return value.date() if isinstance(value, pd.Timestamp) else value


def date_or_none(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()
