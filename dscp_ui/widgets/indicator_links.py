"""Links from a list to an indicator's page."""

from __future__ import annotations

from dscp_ui.frame.page_links import indicator_address, period_parameter
from dscp_ui.widgets.html_table import Linked


def linked(indicator: str, priority: str, name: str, period_type: str = "") -> Linked:
    """The name of an indicator as a cell that opens its page, by the type of period of its row."""
    address = indicator_address(indicator, priority, **period_parameter(period_type))
    return Linked(name, address)
