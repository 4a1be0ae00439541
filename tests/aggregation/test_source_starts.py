"""A measure that looks back is not valid until its source's records go back far enough."""

from dataclasses import replace
from datetime import date

import pytest

from dscp_data.aggregation.completeness import LOOKS_BACK
from dscp_data.catalogue import SourceStart, catalogue
from dscp_data.store import accept, open_store
from dscp_data.trends import Selection, trends
from tests.making import checked, months, observation


def points(folder, *starts, period_type="month"):
    plan = replace(catalogue(), source_starts=starts)
    with open_store(folder / "dscp.duckdb", plan, keeps_copies=False) as store:
        sent = checked(
            *(
                observation(indicator="E04", period=one, numerator=20.0, denominator=100.0)
                for one in months(30)
            )
        )
        accept(store, sent, b"a workbook", by="analyst")
        selection = Selection(audience="exact", period_type=period_type)
        (one,) = trends(store, [plan.indicator("E04")], selection)
        return one.points


def start(holds_earlier="no"):
    return SourceStart("E04", "dcc-csc", date(2024, 4, 1), holds_earlier, "A new system")


def test_the_first_twelve_months_of_a_source_are_hollow_and_outside_the_limits(tmp_path):
    seen = points(tmp_path, start())
    assert seen["complete"].tolist() == [False] * 12 + [True] * 18
    assert set(seen["missing"][:12]) == {LOOKS_BACK}
    assert seen["value"].tolist() == pytest.approx([20.0] * 30)


def test_a_quarter_of_them_is_not_complete_either(tmp_path):
    seen = points(tmp_path, start(), period_type="quarter")
    assert seen["complete"].tolist() == [False] * 4 + [True] * 6


@pytest.mark.parametrize("starts", [(), (start(holds_earlier="yes"),)])
def test_a_source_that_holds_earlier_records_is_valid_from_its_start(tmp_path, starts):
    assert points(tmp_path, *starts)["complete"].all()


def test_the_plan_names_the_start_of_what_looks_back():
    one = catalogue().source_start("E04", "dcc-csc")
    assert one.valid_from == date(2013, 4, 1)
    assert catalogue().source_start("E04", "tewv") is None
