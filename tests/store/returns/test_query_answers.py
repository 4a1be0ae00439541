"""A return with queries is accepted with a reason for each, and the reasons stay with it."""

import pytest

from dscp_data.model.faults import Fault
from dscp_data.model.returns import QueryAnswer
from dscp_data.store import StoreError, accept, answers_of
from tests.making import checked, observation

pytestmark = pytest.mark.both_places

DASH = Fault("Data", "B3", "Number", "dash", "query", "“-” can mean zero or missing.", "Write 0.")
SHARP = Fault("Data", "B9", "", "sharp-change", "query", "E08 is 412.", "Check it.")
WARNING = Fault("Data", "B4", "", "not-owed", "warning", "It is not asked for.", "Check it.")


def test_the_reasons_are_stored_with_who_gave_them(store):
    made = checked(observation(), faults=(DASH, WARNING, SHARP))
    given = [QueryAnswer(SHARP, "A new form. "), QueryAnswer(DASH, "None that month.")]
    receipt = accept(store, made, b"a workbook", by="analyst", answers=given)
    held = answers_of(store, receipt.return_id)
    assert held[["cell", "code", "reason", "answered_by"]].values.tolist() == [
        ["B3", "dash", "None that month.", "analyst"],
        ["B9", "sharp-change", "A new form.", "analyst"],
    ]


@pytest.mark.parametrize(
    "given", [[], [QueryAnswer(DASH, "Nil.")], [QueryAnswer(DASH, "Nil."), QueryAnswer(SHARP, " ")]]
)
def test_a_query_without_a_reason_holds_the_return_back(store, given):
    made = checked(observation(), faults=(DASH, SHARP))
    with pytest.raises(StoreError, match="need a reason"):
        accept(store, made, b"a workbook", by="analyst", answers=given)
    assert len(store.query("returns", as_of=None)) == 0


def test_the_receipt_shows_what_was_replaced(take_in):
    first = take_in(observation())
    again = take_in(observation(numerator=11.0))
    assert (first.replaces, again.replaces) == ((), (first.return_id,))
