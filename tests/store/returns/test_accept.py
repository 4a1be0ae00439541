"""A return is accepted whole or not at all; a later one supersedes and never overwrites."""

import random
from datetime import UTC, datetime

import pytest

from dscp_data.model.faults import Fault
from dscp_data.model.periods import month
from dscp_data.store import StoreError, accept, preview, restore, withdraw
from tests.making import checked, concern, observation
from tests.store.random_returns import current_figures, random_return

pytestmark = pytest.mark.both_places

ALL = {"as_of": None, "indicators": None, "agencies": None, "localities": None}
MAY = month(2025, 5)


def current(store, as_of=None):
    rows = store.query("observations", **{**ALL, "as_of": as_of}, first=None, last=None)
    return {
        (r.indicator, r.locality, r.period_start.month): (r.numerator, r.file, r.cell)
        for r in rows.itertuples()
    }


def states(store):
    return dict(store.query("returns", as_of=None)[["id", "state"]].itertuples(index=False))


def test_an_observation_comes_back_with_its_file_sheet_and_cell(store, take_in):
    take_in(observation(cell="C7"), file="april.xlsx")
    assert current(store) == {("E08", "easington", 4): (10.0, "april.xlsx", "C7")}


def test_the_receipt_counts_what_was_added_changed_and_unchanged(take_in):
    first = take_in(observation(), observation(period=MAY))
    assert (first.added, first.changed, first.unchanged) == (2, 0, 0)
    second = take_in(observation(numerator=11.0), observation(period=MAY))
    assert (second.added, second.changed, second.unchanged) == (0, 1, 1)


def test_the_same_file_again_changes_nothing(store):
    made = checked(observation())
    first = accept(store, made, b"a workbook", by="analyst")
    version = store.version
    again = accept(store, made, b"a workbook", by="analyst")
    assert again.return_id == first.return_id
    assert (again.added, again.unchanged) == (0, 1)
    assert store.version == version


def test_a_correction_of_one_place_leaves_the_others(store, take_in):
    take_in(observation(), observation(locality="teesdale", numerator=3.0), observation(period=MAY))
    corrected = take_in(observation(numerator=12.0))
    assert corrected.removed == 0
    held = current(store)
    assert held["E08", "easington", 4][0] == 12.0
    assert held["E08", "teesdale", 4][0] == 3.0


def test_what_a_full_resubmission_leaves_out_is_removed_and_reported(store, take_in):
    take_in(observation(), observation(locality="teesdale"))
    again = take_in(observation(numerator=12.0))
    assert again.removed == 1
    assert list(current(store)) == [("E08", "easington", 4)]
    assert states(store) == {1: "superseded", 2: "accepted"}


def test_another_agencys_figures_are_never_superseded(store, take_in):
    take_in(observation(indicator="H03"))
    take_in(observation(indicator="H03", agency="durham-constabulary"))
    assert len(store.query("observations", **ALL, first=None, last=None)) == 2


def test_withdrawing_brings_back_what_stood_before_and_restoring_undoes_it(store, take_in):
    take_in(observation(), observation(locality="teesdale"))
    second = take_in(observation(numerator=12.0))
    withdraw(store, second.return_id, by="analyst", reason="wrong quarter")
    assert {place: held[0] for (_, place, _), held in current(store).items()} == {
        "easington": 10.0,
        "teesdale": 10.0,
    }
    restore(store, second.return_id, by="analyst")
    assert current(store)["E08", "easington", 4][0] == 12.0
    assert len(current(store)) == 1


def test_a_withdrawn_file_may_be_sent_again(store):
    made = checked(observation())
    first = accept(store, made, b"a workbook", by="analyst")
    withdraw(store, first.return_id, by="analyst")
    assert accept(store, made, b"a workbook", by="analyst").added == 1


def test_withdrawing_twice_or_the_unknown_is_refused(store, take_in):
    receipt = take_in(observation())
    withdraw(store, receipt.return_id, by="analyst")
    with pytest.raises(StoreError, match="already withdrawn"):
        withdraw(store, receipt.return_id, by="analyst")
    with pytest.raises(StoreError, match="no return 99"):
        withdraw(store, 99, by="analyst")


def test_figures_can_be_seen_as_they_stood(store, take_in):
    take_in(observation())
    between = datetime.now(UTC).replace(tzinfo=None)
    take_in(observation(numerator=12.0))
    assert current(store, between)["E08", "easington", 4][0] == 10.0
    assert current(store)["E08", "easington", 4][0] == 12.0


def test_current_figures_follow_from_the_history(store, take_in):
    take_in(observation(), observation(locality="teesdale"), observation(period=MAY))
    take_in(observation(numerator=12.0))
    third = take_in(observation(numerator=13.0), observation(period=MAY, numerator=1.0))
    withdraw(store, third.return_id, by="analyst")
    now = datetime.now(UTC).replace(tzinfo=None)
    assert current(store) == current(store, now)


def test_a_return_with_an_error_is_not_accepted(store):
    fault = Fault("Sheet1", "B2", "Number", "negative", "error", "It is below zero.", "Mend it.")
    with pytest.raises(StoreError, match="errors you must correct"):
        accept(store, checked(observation(), faults=(fault,)), b"a workbook", by="analyst")
    assert current(store) == {}
    assert store.originals.files.listed() == []


def test_a_file_changed_since_its_check_is_not_accepted(store):
    with pytest.raises(StoreError, match="changed since it was checked"):
        accept(store, checked(observation()), b"other bytes", by="analyst")
    assert current(store) == {}


def test_the_original_is_stored_byte_for_byte(store):
    made = checked(observation())
    accept(store, made, b"a workbook", by="analyst")
    assert store.originals.files.read(store.originals.name(made.sha256, made.file)) == b"a workbook"


def test_a_failure_half_way_leaves_nothing(store):
    lines = (concern(), concern(opened=None))
    with pytest.raises(Exception, match=r"(?i)not.null"):
        accept(store, checked(observation(), concerns=lines), b"a workbook", by="analyst")
    assert current(store) == {}
    assert states(store) == {}
    assert store.version == 2


def test_a_preview_shows_what_would_change_and_changes_nothing(store, take_in):
    take_in(observation())
    seen = preview(store, checked(observation(numerator=11.0), observation(period=MAY)))
    changed = seen.differences.query("change == 'changed'").iloc[0]
    assert (changed.numerator_held, changed.numerator) == (10.0, 11.0)
    assert seen.count("added") == 1
    assert current(store)["E08", "easington", 4][0] == 10.0


def test_the_receipt_matches_the_preview(store, take_in):
    take_in(observation(), observation(locality="teesdale"))
    sent = checked(observation(numerator=11.0), content=b"mine")
    seen = preview(store, sent)
    receipt = accept(store, sent, b"mine", by="analyst", change=seen)
    assert (receipt.changed, receipt.removed, receipt.replaces) == (1, 1, (1,))
    assert list(current(store)) == [("E08", "easington", 4)]


def test_an_older_figure_that_comes_back_is_reported_to_change_and_where_it_is_from(store, take_in):
    teesdale = observation(locality="teesdale", numerator=5.0, cell="B9")
    take_in(observation(), teesdale, observation(period=MAY))
    take_in(observation(), teesdale._replace(numerator=6.0))
    sent = checked(observation(), content=b"without Teesdale")
    seen = preview(store, sent)
    (back,) = seen.differences.query("change == 'changed'").itertuples()
    assert (back.numerator_held, back.numerator) == (6.0, 5.0)
    assert (back.sheet, back.cell) == ("Return 1, Sheet1", "B9")
    accept(store, sent, b"without Teesdale", by="analyst", change=seen)
    assert current(store)["E08", "teesdale", 4][0] == 5.0


@pytest.mark.parametrize("seed", range(5))
def test_the_preview_matches_what_happens(store, take_in, seed):
    chance = random.Random(seed)
    for step in range(6):
        made = checked(*random_return(chance), content=f"{seed} {step}".encode())
        seen, before = preview(store, made), current_figures(store, None)
        take_in(*made.observations)
        after = current_figures(store, None)
        said = {
            (one.indicator, one.agency, one.locality, one.period_start.date(), one.period_type):
            one.change
            for one in seen.differences.itertuples()
        }  # fmt: skip
        happened = {
            key: "added" if key not in before
            else "removed" if key not in after
            else "unchanged" if before[key] == after[key]
            else "changed"
            for key in before.keys() | after.keys()
        }  # fmt: skip
        told_of_nothing = {key: happened[key] for key in happened.keys() - said.keys()}
        assert set(told_of_nothing.values()) <= {"unchanged"}
        assert said == {key: happened[key] for key in said}


def test_a_preview_counts_no_more_once_something_else_was_accepted(store, take_in):
    sent = checked(observation(numerator=11.0), content=b"mine")
    seen = preview(store, sent)
    take_in(observation())
    receipt = accept(store, sent, b"mine", by="analyst", change=seen)
    assert (seen.count("added"), receipt.added, receipt.changed) == (1, 0, 1)
    assert current(store)["E08", "easington", 4][0] == 11.0


def test_a_preview_of_another_reading_of_the_same_bytes_is_not_taken_for_this_one(store):
    seen = preview(store, checked(observation(numerator=99.0)))
    accept(store, checked(observation()), b"a workbook", by="analyst", change=seen)
    assert current(store)["E08", "easington", 4][0] == 10.0


def test_the_newest_line_of_a_concern_counts(store, take_in):
    take_in(concerns=(concern(),))
    take_in(concerns=(concern(outcome="resolved", resolved=concern().opened),))
    register = store.query("concerns", as_of=None, localities=None)
    assert list(register["outcome"]) == ["resolved"]
