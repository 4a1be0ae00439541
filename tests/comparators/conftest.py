"""One valid row, and files made of it: each test states only its difference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from dscp_data.comparators import Area, Areas, Comparator

HEADINGS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,old_la_code,new_la_code,la_name,category,referral_count,rereferral_count,"
    "rereferral_percent"
)
VALID = {
    "time_period": "2025",
    "time_identifier": "Reporting year",
    "geographic_level": "Local authority",
    "country_code": "E92000001",
    "country_name": "England",
    "region_code": "E12000099",
    "region_name": "The Shires",
    "old_la_code": "199",
    "new_la_code": "E06000099",
    "la_name": "Anyshire",
    "category": "Referrals and Re-referrals",
    "referral_count": "5378",
    "rereferral_count": "1003",
    "rereferral_percent": "18.7",
}
MakeFile = Callable[..., bytes]


@pytest.fixture
def areas() -> Areas:
    return Areas(
        [
            Area("E06000099", "199", "Anyshire", "self"),
            Area("E12000099", "", "The Shires", "region"),
            Area("E92000001", "", "England", "country"),
            Area("E08000001", "301", "Othershire", "neighbour"),
            Area("E08000002", "302", "Thirdshire", "neighbour"),
        ]
    )


@pytest.fixture
def referrals_file() -> MakeFile:
    """A children in need file: one row for each difference from the valid row."""

    def make(*differences: dict[str, str], headings: str = HEADINGS) -> bytes:
        rows = [VALID | difference for difference in differences or ({},)]
        lines = [headings]
        lines += [",".join(row.get(name, "") for name in headings.split(",")) for row in rows]
        return ("\n".join(lines) + "\n").encode()

    return make


@pytest.fixture
def figure() -> Callable[..., Comparator]:
    """A published figure that differs from the valid one as said."""

    def make(**difference: object) -> Comparator:
        values: dict[str, object] = {
            "indicator": "E04",
            "area_type": "neighbour",
            "area_code": "E08000001",
            "area_name": "Othershire",
            "period_label": "2024 to 2025",
            "period_start": dt.date(2024, 4, 1),
            "period_end": dt.date(2025, 3, 31),
            "numerator": 1.0,
            "denominator": 5.0,
            "value": 20.0,
            "mark": "",
            "unit": "%",
            "source": "Children in need",
            "publication": "Children in need, reporting year 2025",
            "published_on": None,
            "file": "c1.csv",
            "cell": "N2",
        }
        return Comparator(**(values | difference))  # type: ignore[arg-type]

    return make
