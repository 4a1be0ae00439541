"""The smallest sustained change that a chart would probably show, by simulation.

Found by simulation: a stable process changes once and is compared with the limits and rules of the
chart itself. The seed is fixed, so the same series always gives the same answer.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dscp_data.statistics.chart_choice import LIMITS_FROM, too_few
from dscp_data.statistics.control_limits import XMR_LIMIT, Lines, lines_around, xmr_lines
from dscp_data.statistics.p_chart import D2, p_lines
from dscp_data.statistics.proportions import proportion_parts
from dscp_data.statistics.segments import ROUNDING, Floats, Values, as_floats, segments
from dscp_data.statistics.special_cause import RUN, special_causes

PERIODS = 6
CHANCE = 0.8
TRIALS = 400  # a chance of 80% is then known to 2 points
SEED = 20250401
LONGEST = 60  # points of history; more would hardly move the limits
RECENT = 12  # points whose denominators say how many will be counted from now on
FURTHEST = 12.0  # standard deviations: every chart shows that
HALVINGS = 8


@dataclass(frozen=True)
class Detectable:
    """The smallest lasting ``rise`` and ``fall`` from ``level`` that show within ``periods``.

    All in the unit of the series (proportions 0 to 1); None where not even the largest change that
    is possible would show with the chance asked for. `points` is how many the spread was estimated
    from.
    """

    level: float
    rise: float | None
    fall: float | None
    periods: int
    points: int

    @property
    def uncertainty(self) -> float:
        """How far, as a fraction of itself (95%), a size may be from that of the true spread.

        Source: Cryer and Ryan, Journal of Quality Technology 1990;22:187, the variance of a spread
        from moving ranges: 0.33 for 30 points.
        """
        variance = (0.8264 * self.points - 1.082) / (self.points - 1) ** 2
        return float(1.96 * np.sqrt(variance))


@dataclass(frozen=True)
class Process:
    """A stable series to draw again and again; ``charted`` gives its last values and their lines
    (a row a trial), the last ``periods`` of each trial changed by so much."""

    level: float
    largest_rise: float
    largest_fall: float
    points: int
    charted: Callable[[float], tuple[Floats, Lines]]


def detectable(
    values: Values | None = None,
    *,
    numerators: Values | None = None,
    denominators: Values | None = None,
    counted: bool = True,
    periods: int = PERIODS,
    chance: float = CHANCE,
) -> Detectable | None:
    """The smallest lasting change that would show as a signal within so many ``periods``.

    Give ``values`` of 0 or more (XmR chart; ``counted`` where they are counts), or ``numerators``
    and ``denominators`` (p chart), of one segment in time order; NaN is a gap. A stable series as
    long, as level and as variable as this one is drawn, changes for the last ``periods``, and is
    charted with limits worked out anew, as the chart will be then. A change shows when one of the
    changed points bears a signal to its side. None where the chart will have no limits by then, or
    the series does not vary. Raises ``ValueError`` as the charts do.
    """
    if values is not None:
        process = process_of_values(as_floats(values), counted, periods)
    elif numerators is not None and denominators is not None:
        process = process_of_shares(*proportion_parts(numerators, denominators), periods)
    else:
        raise ValueError("give values, or numerators and denominators together")
    if process is None:
        return None
    return Detectable(
        process.level,
        smallest_seen(process, 1, periods, chance),
        smallest_seen(process, -1, periods, chance),
        periods,
        process.points,
    )


def process_of_values(values: Floats, counted: bool, periods: int) -> Process | None:
    """Normal variation as the moving ranges have it, never below 0."""
    known = values[~np.isnan(values)]
    if len(known) + periods < LIMITS_FROM or (counted and too_few(known)):
        return None
    lines = xmr_lines(values, segments(len(values)), screen=False, freeze=None)
    spread = float(lines.upper[0] - lines.mean[0]) / 3
    if np.isnan(spread):
        return None
    level = float(lines.mean[0])
    length = min(len(known), LONGEST) + periods
    half = np.random.default_rng(SEED).standard_normal((TRIALS // 2, length))
    noise = spread * np.concatenate([half, -half])  # a rise and a fall are then seen alike

    def charted(change: float) -> tuple[Floats, Lines]:
        drawn = level + noise
        drawn[:, -periods:] += change
        series = np.maximum(drawn, 0.0)
        ranges = np.abs(np.diff(series)).mean(axis=1, keepdims=True)
        seen = last_ones(series, periods)
        return seen, lines_around(
            series.mean(axis=1, keepdims=True), XMR_LIMIT * ranges, rounding_of(series)
        )

    furthest = FURTHEST * spread
    return Process(level, furthest, min(level, furthest), len(known), charted)


def process_of_shares(counts: Floats, bases: Floats, periods: int) -> Process | None:
    """Binomial variation; beta-binomial where Laney's factor finds more than that."""
    known = ~np.isnan(counts)
    if known.sum() + periods < LIMITS_FROM:
        return None
    _, factors = p_lines(counts, bases, segments(len(counts)), None)
    bases_known = np.maximum(bases[known].round(), 1.0)
    level = float(counts[known].sum() / bases[known].sum())
    if not 0 < level < 1:
        return None
    to_come = np.full(periods, max(float(bases_known[-RECENT:].mean().round()), 1.0))
    before, factor = bases_known[-LONGEST:], float(factors[-1])
    stable = shares_drawn(level, before, factor, SEED)
    sizes = np.concatenate([before, to_come])

    def charted(change: float) -> tuple[Floats, Lines]:
        changed = shares_drawn(min(max(level + change, 0.0), 1.0), to_come, factor, SEED + 1)
        drawn = np.hstack([stable, changed])
        pooled = drawn.sum(axis=1, keepdims=True) / sizes.sum()
        series = drawn / sizes
        sigma = np.sqrt(pooled * (1 - pooled) / sizes)
        with np.errstate(invalid="ignore", divide="ignore"):
            ranges = np.abs(np.diff((series - pooled) / sigma)).mean(axis=1, keepdims=True)
        reach = 3 * sigma * np.fmax(ranges / D2, 1.0)
        seen = last_ones(series, periods)
        return seen, lines_around(pooled, last_ones(reach, periods), rounding_of(series))

    return Process(level, 1 - level, level, int(known.sum()), charted)


def last_ones(series: Floats, periods: int) -> Floats:
    """The columns that a signal on one of the last ``periods`` can rest on: a run that ends on the
    first of them, and all after it."""
    return series[:, -(periods + RUN - 1) :]


def rounding_of(series: Floats) -> Floats:
    return ROUNDING * np.abs(series).max(axis=1, keepdims=True)


def shares_drawn(share: float, sizes: Floats, factor: float, seed: int) -> Floats:
    """Counts out of ``sizes``, TRIALS times, with ``factor`` times the binomial deviation."""
    random = np.random.default_rng(seed)
    shape = (TRIALS, len(sizes))
    chances: float | Floats = share
    if factor > 1:
        alike = np.clip((factor**2 - 1) / np.maximum(sizes - 1, 1), 1e-9, 0.99)
        weight = 1 / alike - 1
        inside = min(max(share, 1e-9), 1 - 1e-9)
        chances = random.beta(inside * weight, (1 - inside) * weight, shape)
    return random.binomial(sizes.astype(np.int64), chances, shape).astype(float)


def smallest_seen(process: Process, side: int, periods: int, chance: float) -> float | None:
    """The smallest change to one side that shows often enough, by halving; None where none does."""
    seen = process.largest_rise if side > 0 else process.largest_fall
    if share_seen(process, side * seen, periods) < chance:
        return None
    unseen = 0.0
    for _ in range(HALVINGS):
        middle = (seen + unseen) / 2
        if share_seen(process, side * middle, periods) >= chance:
            seen = middle
        else:
            unseen = middle
    return seen


def share_seen(process: Process, change: float, periods: int) -> float:
    """How often a change shows: in how many trials a changed point has a signal to its side."""
    values, lines = process.charted(change)
    trial = np.repeat(np.arange(TRIALS), values.shape[1])
    flat = Lines(*(np.broadcast_to(one, values.shape).ravel() for one in vars(lines).values()))
    marks = special_causes(values.ravel(), flat, trial)
    sides = marks.side.reshape(values.shape)[:, -periods:]
    return float((sides == np.sign(change)).any(axis=1).mean())
