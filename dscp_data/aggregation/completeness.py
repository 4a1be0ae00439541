"""Describes why a figure is incomplete."""

from __future__ import annotations

import numpy as np

NOT_ADDITIVE = "different people cannot be added together, so send one figure for all of them"
SUPPRESSED_BY_AGENCY = "some figures are suppressed by the agency or could not be reported"
NOT_APPLICABLE = "an agency says that this does not apply, but reported figures within a year of it"
LOOKS_BACK = "the records do not go back far enough yet to find earlier events"
PART_PERIOD = "part of the period is missing"
PLACE_MISSING = "a locality is missing"
AGENCY_MISSING = "an agency has not sent its figures"
NOT_SENT = "no figures were sent"
# Of several that hold for one figure the last is said. Numbers of them add up faster than words.
REASONS = np.array(
    [
        "",
        PLACE_MISSING,
        LOOKS_BACK,
        PART_PERIOD,
        NOT_APPLICABLE,
        SUPPRESSED_BY_AGENCY,
        AGENCY_MISSING,
        NOT_ADDITIVE,
        NOT_SENT,
    ],
    dtype=object,
)
REASON = {words: number for number, words in enumerate(REASONS)}
