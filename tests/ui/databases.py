"""What is in the database that the UI tests open."""

import streamlit as st

from dscp_data.model.periods import Period, add_months, month
from dscp_data.store import accept
from tests.making import checked, observation

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


def close_store():
    from dscp_ui import queries

    queries.store().close()
    queries.store.forget()
    empty_caches()


def empty_caches():
    st.cache_resource.clear()
    st.cache_data.clear()


def last_event(store):
    """The number of the newest event in the log: every change of the data has one."""
    with store.cursor() as cursor:
        return cursor.execute("SELECT coalesce(max(number), 0) FROM event").fetchone()[0]


def by_month(numerator, denominator, **differences):
    for number in range(MONTHS):
        yield observation(
            period=Period(add_months(START.start, number), "month"),
            numerator=numerator,
            denominator=denominator,
            **differences,
        )


def changed_by_another_session(store, number):
    content = f"workbook {number}".encode()
    sent = checked(observation(numerator=500.0 + number), content=content)
    accept(store, sent, content, by="test")
