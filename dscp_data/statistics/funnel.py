"""Funnels: agencies or localities on one proportion, against what chance alone would give.

Source: PHEindicatormethods (``phe_funnels``). A limit is where a unit's own Wilson interval just
touches the pooled share, which is ``pooled ± z √(pooled (1 - pooled) / n)``. Where fewer than 5
events or non-events are expected the exact binomial tail has to agree (Spiegelhalter, Statistics in
Medicine 2005;24:1185).
"""

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import betainc

from dscp_data.statistics.intervals import refuse, z_of
from dscp_data.statistics.proportions import proportion_parts
from dscp_data.statistics.segments import Flags, Floats, Values, as_floats, index_of

POSITIONS = ("below 99.8", "below 95", "within", "above 95", "above 99.8")
LIMITS = ("lower_998", "lower_95", "upper_95", "upper_998")
Columns = dict[str, np.ndarray]
WITHIN = POSITIONS.index("within")
FEWEST_EXPECTED = 5
NEAR_TAIL, FAR_TAIL = 0.025, 0.001  # of one side, outside the 95% and the 99.8% limit


def funnel(x: Values, n: Values) -> pd.DataFrame:
    """Each unit's proportion against limits around the pooled one: one row a unit, in their order.

    Columns: numerator, denominator, value, pooled (proportions 0 to 1), lower_95, upper_95,
    lower_998, upper_998, position ('below 99.8', 'below 95', 'within', 'above 95', 'above 99.8';
    strictly beyond a limit). A unit with a missing part or a denominator of 0 has no value and
    position ''. Raises ``ValueError`` for negative parts or a numerator above its denominator.
    """
    return pd.DataFrame(funnel_columns(x, n), index=index_of(x))


def funnel_columns(x: Values, n: Values) -> Columns:
    """The columns of `funnel` as arrays, for callers that compare many small groups."""
    counts, bases = proportion_parts(x, n)
    share = pooled(counts, bases)
    columns = {
        "numerator": counts,
        "denominator": bases,
        "value": counts / bases,
        "pooled": np.full(len(bases), share),
        **limits_at(share, bases),
    }
    return columns | {"position": positions(columns)}


def funnel_limits(share: float, n: Values) -> pd.DataFrame:
    """The limits around a proportion ``share`` at each denominator, to draw the funnel itself.

    Columns: denominator, lower_95, upper_95, lower_998, upper_998, cut off at 0 and 1, where no
    signal to that side is possible; NaN where n is missing. Raises ``ValueError`` for a
    denominator of 0 or less, or a share outside 0 to 1.
    """
    bases = as_floats(n)
    return pd.DataFrame({"denominator": bases, **limits_at(share, bases)})


def limits_at(share: float, bases: Floats) -> Columns:
    refuse(bases <= 0, "a proportion needs a denominator above 0")
    refuse(np.bool_(share < 0 or share > 1), "a proportion lies between 0 and 1")
    error = np.sqrt(share * (1 - share) / bases)
    near, far = z_of(0.95) * error, z_of(0.998) * error
    return {
        "lower_95": np.maximum(share - near, 0),
        "upper_95": np.minimum(share + near, 1),
        "lower_998": np.maximum(share - far, 0),
        "upper_998": np.minimum(share + far, 1),
    }


def pooled(x: Values, n: Values) -> float:
    """All numerators over all denominators, where both are known; NaN where nothing is."""
    counts, bases = proportion_parts(x, n)
    total = float(np.nansum(bases))
    return float(np.nansum(counts)) / total if total else np.nan


def positions(units: Columns) -> npt.NDArray[np.object_]:
    value = units["value"]
    limits = np.column_stack([units[name] for name in LIMITS])
    step = steps_passed(value, limits)
    parts = (units[name] for name in ("numerator", "denominator", "pooled"))
    step = np.where(is_sparse(units), nearer(step, exact_steps(*parts)), step)
    words = np.array((*POSITIONS, ""), dtype=object)
    return words[np.where(np.isnan(value), len(POSITIONS), step)]


def is_sparse(units: Columns) -> Flags:
    """Whether fewer than FEWEST_EXPECTED events or non-events are expected of a unit."""
    base, share = units["denominator"], units["pooled"]
    flags: Flags = base * np.minimum(share, 1 - share) < FEWEST_EXPECTED
    return flags


def nearer(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Of two positions the one nearer to the pooled share; within where they are to either side."""
    apart = (one - WITHIN) * (other - WITHIN) < 0
    closer = np.where(np.abs(one - WITHIN) <= np.abs(other - WITHIN), one, other)
    return np.where(apart, WITHIN, closer)


def exact_steps(count: Floats, base: Floats, share: Floats) -> npt.NDArray[np.int64]:
    """The index in POSITIONS by the exact binomial tail: of 0 of 30 against 10%, P(≤ 0) = 4.2%."""
    at_most, at_least = binomial_tails(count, base, share)
    low = (at_most < NEAR_TAIL).astype(int) + (at_most < FAR_TAIL)
    high = (at_least < NEAR_TAIL).astype(int) + (at_least < FAR_TAIL)
    return WITHIN - low + high


def binomial_tails(count: Floats, base: Floats, share: Floats) -> tuple[Floats, Floats]:
    """P(X ≤ count) and P(X ≥ count) of ``base`` trials that each succeed with chance ``share``."""
    with np.errstate(invalid="ignore"):
        at_least = np.where(count > 0, betainc(np.maximum(count, 1e-9), base - count + 1, share), 1)
        rest = np.maximum(base - count, 1e-9)
        at_most = np.where(count < base, 1 - betainc(count + 1, rest, share), 1)
    return at_most, at_least


def steps_passed(value: Floats, limits: Floats) -> npt.NDArray[np.int64]:
    """How many limits, lowest first, a value has got past; it is past a lower one when on it."""
    low, high = limits[:, :2], limits[:, 2:]
    reached = (value[:, None] >= low).sum(axis=1)
    exceeded = (value[:, None] > high).sum(axis=1)
    return reached + exceeded
