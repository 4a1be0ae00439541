"""Sparklines as images: drawn once for all sessions, with what they show in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from urllib.parse import quote

import numpy as np

from dscp_data.charts.sparkline import SparklineSize, sparkline
from dscp_data.trends import Trend
from dscp_data.trends.finding import describe_latest
from dscp_ui.widgets.charts import theme


def sparkline_image(
    trend: Trend,
    size: SparklineSize,
    *,
    domain: tuple[float, float] | None = None,
    silent: bool = False,
) -> str:
    """An `<img>` whose alternative text is the finding; `silent` where that is beside it."""
    alt = "" if silent else escape(describe_latest(trend))
    return f'<img alt="{alt}" src="{source(trend, theme(), size, domain)}">'


def common_top(trends: Sequence[Trend]) -> float:
    """The highest value or limit of several, for one scale from 0."""
    values = [trend.columns[name] for trend in trends for name in ("value", "upper_limit")]
    return float(np.nanmax(np.concatenate([np.append(one.astype(float), 0) for one in values])))


@lru_cache(maxsize=1024)
def source(
    trend: Trend, theme: str, size: SparklineSize, domain: tuple[float, float] | None
) -> str:
    drawn = sparkline(trend, theme, size, domain)
    return f"data:image/svg+xml,{quote(drawn, safe=' =:/,.-')}".replace("'", "%27")
