"""A chart is drawn for those who may take it away when they ask, with their own figures."""

from dataclasses import replace

import pytest

from dscp_data.access import ROLES, NotAllowed, end_role
from dscp_data.exports.chart_export import FORMATS
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import signed_in_user
from dscp_ui.frame.chart_exports import DrawnChart, TrendView, drawing_export, trend_export
from tests.distinctive import exact_in
from tests.ui.access.people import ANN, STEWARD

EASINGTON = Selection(localities=("easington",), audience="exact")
SHOWN = TrendView("E08", "all", EASINGTON, "Easington · by month")
PROTECTED = replace(SHOWN, selection=replace(EASINGTON, audience="protected"))


@pytest.mark.parametrize("role", ROLES)
def test_a_trend_is_drawn_with_exact_figures_for_those_who_may_have_them(sign_in, role):
    sign_in(role)
    acting = signed_in_user.user()
    if role in ("member", "manager", "analyst", "steward"):
        assert exact_in(FORMATS[".svg"](trend_export(SHOWN, acting)))
    else:
        with pytest.raises(NotAllowed, match="download exact figures"):
            trend_export(SHOWN, acting)


@pytest.mark.parametrize("ending", [".svg", ".xlsx"])
def test_a_protected_chart_holds_no_exact_figure(sign_in, ending):
    sign_in("viewer")
    made = trend_export(PROTECTED, signed_in_user.user())
    assert made.marking.marking == queries.plan().partnership.wider_marking
    assert made.figures["numerator"].notna().any()
    assert exact_in(FORMATS[ending](made)) == []


def test_a_chart_that_was_offered_before_a_role_ended_is_not_drawn(sign_in):
    sign_in("member")
    acting = signed_in_user.user()
    made = trend_export(SHOWN, acting)
    drawn = DrawnChart(
        "Funnel", lambda: made.chart, lambda: made.figures, EASINGTON, "Easington", ""
    )
    assert drawing_export(drawn, acting).title == "Funnel"
    end_role(queries.store(), ANN, by=STEWARD)
    for ask in (lambda: trend_export(SHOWN, acting), lambda: drawing_export(drawn, acting)):
        with pytest.raises(NotAllowed):
            ask()
