"""Commentary: written, reviewed by a second person, changed, and where a meeting begins with."""

from dataclasses import replace
from datetime import date

import pytest

from dscp_data.meetings.commentary import review_commentary, write_commentary
from dscp_data.meetings.meeting import MeetingError
from dscp_data.meetings.preparation import agenda
from dscp_data.meetings.record import Author, entries
from dscp_data.model.clock import utc_now
from dscp_data.model.commentary import Commentary
from dscp_data.records.typed_text import PersonalData
from dscp_data.store.records.commentary import commentary_versions, read_commentary
from tests.meetings.conftest import ANN
from tests.meetings.test_agenda import LEAP, STEADY

BO = Author("bo")
SAID = Commentary(
    "E08", "month", date(2025, 10, 1), "One month far above the others.", "Schools reopened late."
)


def stored(store):
    (one,) = read_commentary(store, "E08")
    return one


def test_commentary_is_stored_with_its_author_and_waits_for_a_review(store):
    write_commentary(store, SAID, ANN)
    one = stored(store)
    assert (one.what, one.author, one.is_reviewed) == (SAID.what, "ann", False)


def test_a_second_person_signs_it_off_and_the_author_cannot(store):
    write_commentary(store, SAID, ANN)
    with pytest.raises(MeetingError, match="second person"):
        review_commentary(store, stored(store), ANN)
    review_commentary(store, stored(store), BO)
    assert stored(store).reviewed_by == "bo"


def test_changed_text_is_reviewed_again_and_every_version_is_there(store):
    write_commentary(store, SAID, ANN)
    review_commentary(store, stored(store), BO)
    write_commentary(store, replace(stored(store), now_what="Ask schools."), BO)
    one = stored(store)
    assert (one.author, one.is_reviewed) == ("bo", False)
    versions = commentary_versions(store, one.id)
    assert [(each.changed_by, each.now_what) for each in versions] == [
        ("ann", ""), ("bo", ""), ("bo", "Ask schools."),
    ]  # fmt: skip


def test_commentary_as_at_an_earlier_time_is_what_was_written_by_then(store):
    before = utc_now()
    write_commentary(store, SAID, ANN)
    assert read_commentary(store, "E08", before) == ()


def test_a_text_that_may_name_a_person_is_asked_about(store):
    with pytest.raises(PersonalData):
        write_commentary(store, replace(SAID, what="Kayleigh Dixon was referred twice"), ANN)
    assert read_commentary(store) == ()


def test_commentary_that_nobody_reviewed_is_on_the_agenda(store, meeting_of):
    write_commentary(store, SAID, ANN)
    items = agenda(store, meeting_of(date(2026, 12, 2)))
    (item,) = [one for one in items if one.kind == "comment"]
    assert item.title.startswith("Commentary to review: Safeguarding referrals, October 2025")


def test_an_item_begins_with_what_was_written_about_its_series(store, take_in_months, meeting_of):
    take_in_months(STEADY)
    meeting_of(date(2026, 10, 7))
    take_in_months(LEAP)
    write_commentary(store, SAID, ANN)
    review_commentary(store, stored(store), BO)
    meeting = meeting_of(date(2026, 12, 2))
    (signal,) = [one for one in agenda(store, meeting) if one.kind == "signal"]
    said = {one.kind: one.text for one in entries(store, meeting) if one.item_id == signal.id}
    assert said == {"what": SAID.what, "so what": SAID.so_what}
