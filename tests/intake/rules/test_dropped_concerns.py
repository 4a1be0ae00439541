"""A register that no longer has an open line is asked what became of it."""

from datetime import date

from dscp_data.operations.bulk_load import with_dropped_concerns
from tests.making import checked, concern

MARCH, SEPTEMBER = date(2025, 3, 31), date(2025, 9, 30)


def asked(store, *concerns, **differences):
    made = checked(concerns=concerns, **{"cut_off": SEPTEMBER, **differences})
    return [(one.code, one.message) for one in with_dropped_concerns(store, made).faults]


def test_open_lines_that_a_newer_register_lacks_are_asked_about(store, take_in):
    old = [concern(reference=f"AC{n:03}") for n in range(1, 4)]
    closed = concern(reference="AC009", resolved=date(2025, 2, 1))
    take_in(concerns=(*old, closed), cut_off=MARCH)
    assert asked(store, old[0]) == [
        (
            "concerns-dropped",
            "2 open areas of concern in your last register are not in this one: AC002 and AC003.",
        )
    ]


def test_a_line_sent_again_or_by_another_agency_is_not(store, take_in):
    take_in(concerns=(concern(),), cut_off=MARCH)
    assert asked(store, concern(resolved=date(2025, 6, 1))) == []
    assert asked(store, concern(reference="P1"), agency="durham-constabulary") == []
    assert asked(store, concern(reference="AC002"), cut_off=date(2024, 12, 31)) == []
