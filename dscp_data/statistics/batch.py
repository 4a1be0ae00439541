"""XmR and p charts for many series at once."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dscp_data.statistics.control_limits import xmr_lines
from dscp_data.statistics.p_chart import p_lines
from dscp_data.statistics.proportions import proportion_parts
from dscp_data.statistics.segments import Flags, Floats, Ints, as_floats
from dscp_data.statistics.special_cause import special_causes
from dscp_data.statistics.xmr import chart_frame


@dataclass(frozen=True)
class Layout:
    """Where each row goes: ``order`` sorts rows by series and time, ``segment`` numbers them."""

    order: Ints
    segment: Ints

    def sorted(self, column: pd.Series) -> Floats:
        return as_floats(column)[self.order]

    def flags(self, observations: pd.DataFrame, name: str | None) -> Flags | None:
        """A column of flags in that order; None where no column is named."""
        return None if name is None else observations[name].to_numpy(dtype=bool)[self.order]

    def returned(self, chart: pd.DataFrame, index: pd.Index) -> pd.DataFrame:
        """The chart's rows in the order, and with the labels, of the frame they came from."""
        places = np.empty_like(self.order)
        places[self.order] = np.arange(len(self.order))
        return chart.take(places).set_axis(index)


def xmr_many(
    observations: pd.DataFrame,
    *,
    by: list[str],
    time: str,
    value: str,
    rebase: str | None = None,
    limits_from: str | None = None,
    screen: bool = False,
    freeze: int | None = None,
    **rules: Any,
) -> pd.DataFrame:
    """The XmR chart of every series: one row an observation, in any order, with its own label.

    A series is the rows that agree in ``by``, ordered by ``time``; a missing period must be a row
    without a value, or it is no gap. ``rebase`` names a column of flags, true where a new segment
    starts, and ``limits_from`` one that is true where limits rest on a point. The columns are those
    of ``xmr``, as are the other settings (``rules``: run, two_of_three) and the errors; two rows
    for one series and time also raise ``ValueError``.
    """
    layout = laid_out(observations, by, time, rebase)
    values = layout.sorted(observations[value])
    lines = xmr_lines(
        values,
        layout.segment,
        screen=screen,
        freeze=freeze,
        limits_from=layout.flags(observations, limits_from),
    )
    marks = special_causes(values, lines, layout.segment, **rules)
    return layout.returned(chart_frame(values, lines, marks), observations.index)


def p_chart_many(
    observations: pd.DataFrame,
    *,
    by: list[str],
    time: str,
    numerator: str,
    denominator: str,
    rebase: str | None = None,
    limits_from: str | None = None,
    freeze: int | None = None,
    **rules: Any,
) -> pd.DataFrame:
    """The p chart of every series, as ``xmr_many``; a column sigma_z has the Laney factor."""
    layout = laid_out(observations, by, time, rebase)
    counts, bases = proportion_parts(
        layout.sorted(observations[numerator]), layout.sorted(observations[denominator])
    )
    rests_on = layout.flags(observations, limits_from)
    lines, sigma_z = p_lines(counts, bases, layout.segment, freeze, rests_on)
    marks = special_causes(counts / bases, lines, layout.segment, **rules)
    chart = chart_frame(counts / bases, lines, marks).assign(sigma_z=sigma_z[layout.segment])
    return layout.returned(chart, observations.index)


def in_order(times: pd.Series) -> Ints:
    """Numbers that sort as the times do, whatever these are."""
    if times.dtype.kind == "M":
        return times.to_numpy().view(np.int64)
    return pd.factorize(times, sort=True)[0]


def laid_out(observations: pd.DataFrame, by: list[str], time: str, rebase: str | None) -> Layout:
    series = observations.groupby(by, sort=False, dropna=False, observed=True).ngroup().to_numpy()
    moment = in_order(observations[time])
    order = np.lexsort((moment, series))
    starts = np.diff(series[order], prepend=-1) != 0
    if (~starts[1:] & (np.diff(moment[order]) == 0)).any():
        raise ValueError(f"two rows for one series and {time}")
    if rebase is not None:
        starts |= observations[rebase].to_numpy(dtype=bool)[order]
    return Layout(order, np.cumsum(starts) - 1)
