import pytest
import streamlit as st

from dscp_data.comparators import read_tidy
from dscp_data.model.periods import Period, add_months, month
from dscp_data.operations.bulk_load import PUBLISHED
from dscp_data.store import Store, accept, hold_comparators
from tests.making import checked, concern, meeting, observation

MONTHS = 30
START = month(2024, 4)


def invented():
    """A few series with something to see: a count, a share by locality, agencies apart."""
    for number in range(MONTHS):
        period = Period(add_months(START.start, number), "month")
        wave = float(number % 4)
        for place in ("easington", "teesdale"):
            yield observation(period=period, locality=place, numerator=100 + wave)
            yield observation(
                indicator="E04",
                period=period,
                locality=place,
                numerator=20 + wave,
                denominator=100.0,
            )
        yield observation(
            indicator="E15", agency="dcc-early-help", period=period, numerator=300 + wave
        )
        for agency in ("dcc-csc", "durham-constabulary"):
            yield observation(
                indicator="H03",
                agency=agency,
                period=period,
                locality="county-wide",
                numerator=wave,
            )


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A filled database that the app opens; its caches start and end empty."""
    path = tmp_path / "dscp.duckdb"
    lines = tuple(
        concern(
            reference=f"AC{n:03}",
            opened=add_months(START.start, n),
            resolved=add_months(START.start, n + 3) if n % 2 else None,
        )
        for n in range(24)
    )
    meetings = tuple(
        meeting(held_on=add_months(START.start, n), cell=f"A{n + 5}") for n in range(MONTHS)
    )
    made = checked(
        *invented(), concerns=lines, meetings=meetings, cut_off=add_months(START.start, 30)
    )
    with Store(path) as store:
        accept(store, made, b"a workbook", by="test", is_sample=True)
        hold_comparators(store, read_tidy(PUBLISHED))
    monkeypatch.setenv("DSCP_DATABASE", str(path))
    yield path
    close_store()


def close_store():
    from dscp_ui import queries as data

    data.store().close()
    data.store.forget()
    st.cache_resource.clear()
    st.cache_data.clear()
