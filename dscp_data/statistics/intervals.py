"""Confidence intervals of one proportion or rate, and comparison with a benchmark.

Source: PHEindicatormethods (``phe_proportion``, ``phe_rate``): Wilson's score method for
proportions, Byar's method for rates with the exact Poisson interval for counts under 10.
"""

from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv, ndtri  # light; scipy.stats takes half a second to import

from dscp_data.statistics.segments import Floats

Polarity = Literal["higher", "lower", "neutral"]
Comparison = Literal["", "similar", "better", "worse", "higher", "lower"]

EXACT_BELOW = 10


def wilson(x: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95) -> tuple[Any, Any]:
    """Wilson's interval for ``x`` out of ``n``, as (lower, upper) proportions 0 to 1.

    Scalars give floats, arrays give arrays; NaN in gives NaN out. Raises ``ValueError`` when x is
    under 0 or over n, n is not above 0, or level is not between 0 and 1.
    """
    counts, bases = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    refuse(bases <= 0, "a proportion needs a denominator above 0")
    refuse(counts < 0, "a proportion needs a numerator of 0 or more")
    refuse(counts > bases, "a proportion cannot have a numerator above its denominator")
    z = z_of(level)
    share = counts / bases
    middle = share + z * z / (2 * bases)
    reach = z * np.sqrt(share * (1 - share) / bases + z * z / (4 * bases * bases))
    divisor = 1 + z * z / bases
    # At 0 and n the interval touches the end exactly; rounding may leave it a hair away.
    lower = np.where(counts == 0, 0.0, (middle - reach) / divisor)
    upper = np.where(counts == bases, 1.0, (middle + reach) / divisor)
    return plain(lower), plain(upper)


def byar(x: npt.ArrayLike, base: npt.ArrayLike = 1, level: float = 0.95) -> tuple[Any, Any]:
    """The interval of a rate ``x`` / ``base``, as (lower, upper) in events a unit of base.

    Byar's method for x of 10 or more, the exact Poisson interval below. Scalars give floats,
    arrays give arrays; NaN in gives NaN out. Raises ``ValueError`` when x is under 0, base is not
    above 0, or level is not between 0 and 1.
    """
    counts, bases = np.asarray(x, dtype=float), np.asarray(base, dtype=float)
    refuse(bases <= 0, "a rate needs a base above 0")
    refuse(counts < 0, "a rate needs a count of 0 or more")
    tail = (1 - level) / 2
    z = z_of(level)
    exact = counts < EXACT_BELOW
    lower = np.where(exact, poisson_quantile(counts, tail), byar_bound(counts, -z))
    upper = np.where(exact, poisson_quantile(counts + 1, 1 - tail), byar_bound(counts + 1, z))
    return plain(lower / bases), plain(upper / bases)


def byar_bound(count: Floats, z: float) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return count * (1 - 1 / (9 * count) + z / (3 * np.sqrt(count))) ** 3


def poisson_quantile(count: Floats, tail: float) -> Floats:
    """The Poisson mean for which ``count`` or more events have probability ``tail``.

    Half the chi-squared quantile with 2 × count degrees of freedom; 0 for no events.
    """
    each, place = np.unique(count, return_inverse=True)  # counts repeat, and a quantile is dear
    quantile = np.where(each == 0, 0.0, gammaincinv(each, tail))
    return quantile[place].reshape(np.shape(count))


def compare(
    lower: float, upper: float, benchmark: float, polarity: Polarity = "neutral"
) -> Comparison:
    """How an interval compares with a benchmark in the same unit.

    'similar' when the benchmark lies in the interval, else 'better' or 'worse' by polarity, or
    'higher' or 'lower' when that is neutral; '' when any of the three is missing.
    """
    if np.isnan([lower, upper, benchmark]).any():
        return ""
    if lower <= benchmark <= upper:
        return "similar"
    side: Literal["higher", "lower"] = "higher" if lower > benchmark else "lower"
    if polarity == "neutral":
        return side
    return "better" if side == polarity else "worse"


def z_of(level: float) -> float:
    """The normal deviate of a two-sided level: 1.96 for .95."""
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, not {level}")
    return float(ndtri((1 + level) / 2))


def refuse(wrong: npt.NDArray[np.bool_] | np.bool_, message: str) -> None:
    if np.any(wrong):
        raise ValueError(message)


def plain(numbers: Any) -> Any:
    """A float for a scalar, the array itself otherwise."""
    return numbers if np.ndim(numbers) else float(numbers)
