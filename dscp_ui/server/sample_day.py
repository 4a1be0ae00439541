"""A fixed day in place of today: for demonstrations of the samples, refused for anything else."""

from __future__ import annotations

import os
from datetime import date

from dscp_data.model.clock import SAMPLE_DAY


class SampleDayRefused(Exception):
    """A fixed day could be taken for today; the message says what to do."""


def check_sample_day(*, fills_with_samples: bool) -> None:
    """Raises SampleDayRefused for a day that is none, and for one where this start does not fill a
    new database with the samples: figures of real children are judged by the real day."""
    text = os.environ.get(SAMPLE_DAY)
    if not text:
        return
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise SampleDayRefused(
            f"{SAMPLE_DAY} is {text!r}, which is not a day. Write it like 2026-11-30."
        ) from error
    if not fills_with_samples:
        raise SampleDayRefused(
            f"{SAMPLE_DAY} is for demonstrations with a new database of sample returns, without "
            "sign-in. Unset it, so that the dashboard uses today’s date."
        )
