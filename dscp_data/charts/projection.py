"""Charts for a projector: letters that are read at 3 m, growing with the screen."""

from __future__ import annotations

from typing import Any

from dscp_data.charts.tokens import FONT_SIZE

# 17 px is a capital of 10 arc minutes at 3 m on a 65-inch screen of 1366 pixels; 23 at 1920. A
# telephone is read from near by.
SIZE, WIDE_SIZE, WIDE_FROM, NARROW_TO = 17, 23, 850, 420
GROWING = {
    "expr": f"width > {WIDE_FROM} ? {WIDE_SIZE} : width > {NARROW_TO} ? {SIZE} : {FONT_SIZE}"
}
SIZES = ("fontSize", "labelFontSize", "titleFontSize")


def for_projection(spec: dict[str, Any]) -> dict[str, Any]:
    """The spec with every text of the desk's size in the projector's. The spec given stays as it
    is: its parts are shared."""
    return {name: enlarged(name, part) for name, part in spec.items()}


def enlarged(name: str, part: Any) -> Any:
    if isinstance(part, dict):
        return for_projection(part)
    if isinstance(part, list):
        return [enlarged("", one) for one in part]
    return GROWING if name in SIZES and part == FONT_SIZE else part
