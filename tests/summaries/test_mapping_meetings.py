"""Mapping meetings are counted by period and place; what a list does not say is not made up."""

from datetime import date

from dscp_data.model.periods import month
from dscp_data.store import accept, withdraw
from dscp_data.summaries.mapping_meetings import (
    by_locality,
    by_period,
    in_a_sentence,
    last_periods,
    meetings_in,
)
from dscp_data.trends import Selection
from tests.making import checked, meeting


def day(month_number, number=15):
    return date(2025, month_number, number)


def send(store, *meetings, content=b"a list"):
    made = checked(content=content, meetings=meetings)
    return accept(store, made, content, by="analyst").return_id


def asked(store, as_of=None, localities=None):
    return store.query("mapping_meetings", as_of=as_of, localities=localities)


def test_what_is_stored_leads_to_its_file_sheet_and_cell(store):
    send(store, meeting(agencies=("tewv", "housing")))
    (row,) = asked(store).to_dict("records")
    assert (row["file"], row["sheet"], row["cell"]) == ("return.xlsx", "Mapping meetings", "A5")
    assert list(row["agencies"]) == ["tewv", "housing"]


def test_a_later_list_corrects_a_meeting_and_its_withdrawal_brings_the_first_back(store):
    send(store, meeting(concerns_opened=1), meeting(held_on=day(2)))
    later = send(store, meeting(concerns_opened=2), content=b"a later list")
    assert asked(store)["concerns_opened"].tolist() == [2, 1]
    withdraw(store, later, by="analyst")
    assert asked(store)["concerns_opened"].tolist() == [1, 1]


def test_localities_are_asked_for_by_id(store):
    send(store, meeting(), meeting(locality="teesdale"))
    assert asked(store, localities=["teesdale"])["locality"].tolist() == ["teesdale"]


def test_a_month_without_a_meeting_is_shown_as_none(store):
    send(store, meeting(held_on=day(1)), meeting(held_on=day(3)), meeting(held_on=day(3, 20)))
    held = asked(store)
    rows = by_period(held, last_periods(held, Selection(audience="exact")))
    assert [(row.period, row.held, row.concerns_opened) for row in rows.itertuples()] == [
        (month(2025, 3), 2, 2),
        (month(2025, 2), 0, 0),
        (month(2025, 1), 1, 1),
    ]
    assert in_a_sentence(rows) == (
        "3 mapping meetings were held from January 2025 to March 2025; "
        "3 areas of concern were opened from them"
    )


def test_where_a_meeting_does_not_say_the_sum_is_the_least_it_can_be(store):
    send(store, meeting(), meeting(held_on=day(1, 20), concerns_opened=None))
    held = asked(store)
    rows = by_period(held, last_periods(held, Selection(audience="exact")))
    assert rows[["concerns_opened", "unsaid_concerns_opened"]].to_numpy().tolist() == [[1, 1]]
    assert "; at least 1 area of concern was opened" in in_a_sentence(rows)


def test_every_district_has_a_row_and_other_places_only_where_they_had_a_meeting(store):
    send(store, meeting(), meeting(locality="out-of-county"))
    places = by_locality(asked(store), [month(2025, 1)], store.plan)[month(2025, 1)].to_dict()
    assert places == {
        "Chester-le-Street": 0, "Derwentside": 0, "Durham City": 0, "Easington": 1,
        "Sedgefield": 0, "Teesdale": 0, "Wear Valley": 0, "Out of county": 1,
    }  # fmt: skip


def test_the_periods_chosen_bound_the_meetings(store):
    send(store, meeting(held_on=day(1)), meeting(held_on=day(2)), meeting(held_on=day(3)))
    chosen = Selection(first=day(2, 1), last=day(2, 28), audience="exact")
    assert meetings_in(asked(store), chosen)["held_on"].dt.month.tolist() == [2]
