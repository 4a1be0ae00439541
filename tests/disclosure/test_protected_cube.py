"""What was hidden once stays hidden, whatever comes after, and the log of events knows of it."""

import json
from dataclasses import replace

import pandas as pd

from dscp_data.catalogue import catalogue
from dscp_data.disclosure import protected_cube as kept
from dscp_data.disclosure.audit_table import CELL
from dscp_data.disclosure.protected_cube import protected_cells, refresh_protected, save_protected
from dscp_data.model.periods import month
from dscp_data.store import restore, withdraw
from dscp_data.store.event_log.events import events
from dscp_data.store.records.suppression_history import MARKED
from tests.making import observation

INDICATOR = catalogue().indicator("E14")
PLACES = ("easington", "teesdale", "sedgefield", "wear-valley")
PINNED = 7.0  # four places of 1 to 7 with a total of about 30 are 7 each
MONTH = month(2024, 4)


def send(take_in, numerator, **differences):
    given = {"indicator": INDICATOR.id, "agency": "schools", "period": MONTH, **differences}
    lines = [observation(locality=place, numerator=numerator, **given) for place in PLACES]
    return take_in(*lines).return_id


def with_profile(store, profile):
    store.plan = replace(store.plan, partnership=replace(store.plan.partnership, profile=profile))


def told(store):
    """Everything a wider audience sees of the indicator: {cell: words or number}."""
    refresh_protected(store, [INDICATOR])
    cells = store.query("protected", indicators=[INDICATOR.id], period_type=None)
    says = cells["numerator_text"].where(cells["numerator_text"] != "", cells["numerator"])
    return dict(zip(map(tuple, cells[CELL].to_numpy()), says, strict=True))


def hidden(store):
    return {cell for cell, says in told(store).items() if says == "[c]"}


def is_revised(store):
    refresh_protected(store, [INDICATOR])
    cells = protected_cells(store, [INDICATOR], "month")
    return cells["revised"].any()


def log_of(store):
    with store.cursor() as cursor:
        return [event for event in events(cursor) if event.what == MARKED]


def test_what_was_hidden_stays_hidden_when_the_figure_is_corrected(store, take_in):
    send(take_in, PINNED)
    before = hidden(store)
    assert before
    send(take_in, 50.0)
    assert hidden(store) == before


def test_an_indicator_without_figures_has_nothing_to_report(store):
    assert told(store) == {}


def test_figures_that_were_never_hidden_are_shown(store, take_in):
    send(take_in, 50.0)
    assert hidden(store) == set()


def test_what_was_hidden_stays_hidden_when_its_return_is_taken_out_and_another_comes(
    store, take_in
):
    first = send(take_in, PINNED)
    before = hidden(store)
    withdraw(store, first, by="analyst")
    assert told(store) == {}
    send(take_in, 50.0)
    assert hidden(store) == before


def test_what_one_profile_hid_stays_hidden_under_the_next(store, take_in):
    with_profile(store, "dfe")
    send(take_in, 3.0)
    before = hidden(store)
    assert len(before) >= len(PLACES)
    with_profile(store, "nhs")
    assert hidden(store) >= before
    send(take_in, 50.0)
    assert hidden(store) >= before


def test_figures_shown_by_another_profile_are_not_revised(store, take_in):
    send(take_in, 52.0)
    first = told(store)
    with_profile(store, "dfe")
    assert told(store) != first
    assert not is_revised(store)
    send(take_in, 53.0)
    assert is_revised(store)


def test_what_was_revised_stays_marked(store, take_in):
    first = send(take_in, 50.0)
    told(store)
    second = send(take_in, 80.0)
    assert is_revised(store)
    for return_id in (second, first):
        withdraw(store, return_id, by="analyst")
        told(store)
    restore(store, first, by="analyst")
    assert is_revised(store)


def test_each_cell_that_is_hidden_is_in_the_log_once(store, take_in):
    send(take_in, PINNED)
    before = hidden(store)
    (event,) = log_of(store)
    assert event.subjects == (INDICATOR.id,)
    assert cells_in(event) == before
    send(take_in, 50.0, period=MONTH.next)
    assert hidden(store) >= before
    assert [cell for one in log_of(store) for cell in cells_in(one) if cell in before] == [
        *cells_in(event)
    ]


def cells_in(event):
    """The cells whose number an event says was hidden."""
    names = [name for name in CELL if name != "period_start"]
    return {
        (*(row[name] for name in names), pd.Timestamp(start))
        for row in event.rows["protected_mark"]
        if row["mark"] == "numerator hidden"
        for start in row["period_starts"]
    }


def test_where_nothing_new_is_hidden_nothing_is_recorded(store, take_in):
    send(take_in, 50.0)
    assert told(store)
    assert log_of(store) == []


def test_the_log_holds_no_count(store, take_in):
    send(take_in, PINNED)
    hidden(store)
    (event,) = log_of(store)

    def leaves(one):
        parts = one.values() if isinstance(one, dict) else one if isinstance(one, list) else None
        return [one] if parts is None else [leaf for part in parts for leaf in leaves(part)]

    said = set(leaves(json.loads(event.detail)))
    known = {INDICATOR.id, "schools", "all", *PLACES, "month", "quarter", "year"}
    assert said - known <= {"numerator hidden", "2024-04-01"}


def test_what_is_of_an_earlier_state_is_not_stored(store, take_in):
    send(take_in, PINNED)
    assert not save_protected(store, [INDICATOR], store.version - 1)
    assert store.query("protected", indicators=[INDICATOR.id], period_type=None).empty
    assert log_of(store) == []


def test_what_somebody_else_hid_meanwhile_stays_hidden(store, take_in, monkeypatch):
    """Another profile stands for any reason to hide more: it hides all counts of 1 to 5."""
    send(take_in, 3.0)
    alone, seen = kept.build_cube, []

    def overtaken(*given):
        worked_out = alone(*given)
        if not seen:
            seen.append("overtaken")
            with_profile(store, "dfe")
            seen.append(hidden(store))
            with_profile(store, "nhs")
        return worked_out

    monkeypatch.setattr(kept, "build_cube", overtaken)
    now = hidden(store)
    assert seen[1]
    assert now >= seen[1]
