"""Golden Threads show the signals of their indicators and the evidence, by priority."""

from datetime import date

from dscp_data.model.returns import Evidence
from dscp_data.store import accept
from dscp_data.summaries.golden_threads import evidence_on, thread_matrix
from dscp_data.summaries.indicator_table import overview
from dscp_data.trends import Selection
from tests.making import checked


def matrix(store):
    tied = [i for i in store.plan.indicators if i.golden_threads]
    table = overview(store, tied, Selection(audience="exact"))
    return thread_matrix(table, store.query("evidence", as_of=None), store.plan)


def test_a_store_without_evidence_has_a_matrix_of_series_alone(store):
    shown = matrix(store)
    assert shown.loc["Intersectionality inc SEND", "1 Harm outside the home"] == "2 series"
    assert shown.loc["Intersectionality inc SEND", "3 Trauma informed practice"] == "–"


def test_a_finding_counts_under_the_priority_of_its_outcomes(store):
    line = Evidence(
        date(2026, 3, 1), "tewv", "audit-review", ("3.1", "3.2"), ("send",), "Seen", "good", "",
        "Evidence", "A5",
    )  # fmt: skip
    accept(store, checked(evidence=(line,)), b"a workbook", by="analyst")
    shown = matrix(store)
    assert shown.loc["Intersectionality inc SEND", "3 Trauma informed practice"] == "1 finding"
    assert len(evidence_on(store.query("evidence", as_of=None), "send")) == 1
