"""What is late or missing in words: on the page, and to the agency that owes it."""

from dscp_data.catalogue import catalogue
from dscp_data.summaries.reminders import reminder
from dscp_data.summaries.returns_due import agencies_to_remind, due, due_table
from tests.making import observation
from tests.summaries.spring import IN_TIME, SPRING, TOO_LATE, row


def test_a_reminder_names_indicators_periods_and_the_due_date(store, take_in):
    take_in(observation(agency="hdft", indicator="E14", period=SPRING[0]), agency="hdft")
    text = reminder(due(store, TOO_LATE), "hdft", catalogue())
    assert "To: Harrogate and District NHS FT" in text
    assert "Due on 21 July 2025" in text
    assert "- E14 Early Help assessments: May to June 2025" in text
    assert "- E17 Enhanced Parent Support Pathway: April to June 2025" in text
    assert "H18" not in text


def test_periods_that_do_not_follow_each_other_are_named_apart(store, take_in):
    take_in(observation(agency="hdft", indicator="E14", period=SPRING[1]), agency="hdft")
    text = reminder(due(store, TOO_LATE), "hdft", catalogue())
    assert "- E14 Early Help assessments: April 2025 and June 2025" in text


def test_who_is_not_late_is_not_reminded(store):
    found = due(store, IN_TIME)
    assert agencies_to_remind(found) == []
    assert reminder(found, "hdft", catalogue()) == ""
    assert due_table(found) == "No returns are late."


def test_a_reminder_names_what_is_still_missing_of_what_came_in_part(store, take_in):
    take_in(
        *(observation(indicator="E09", period=p) for p in SPRING[:2]),
        observation(),
        observation(locality="teesdale"),
        observation(period=SPRING[1]),
        observation(period=SPRING[2]),
    )
    text = reminder(due(store, TOO_LATE), "dcc-csc", catalogue())
    assert "We have received only part of these figures. We still need:" in text
    assert "- E09 " in text
    assert f"{catalogue().indicator('E09').name}, April to June 2025: June 2025" in text
    assert f"{catalogue().indicator('E08').name}, May 2025: Teesdale" in text


def test_what_came_in_part_is_not_reminded_of_before_it_is_due(store, take_in):
    take_in(observation(indicator="E09"))
    found = due(store, IN_TIME)
    assert row(found, indicator="E09")["standing"] == "partly"
    assert agencies_to_remind(found) == []
    assert reminder(found, "dcc-csc", catalogue()) == ""
    assert "dcc-csc" in agencies_to_remind(due(store, TOO_LATE))


def test_how_many_are_late_is_described_in_words(store):
    found = due(store, TOO_LATE)
    probation = found[found["agency"] == "probation"]
    assert due_table(probation) == "1 agency is late with 7 indicators."
    assert due_table(found).startswith("15 agencies are late with")


def test_what_came_in_part_is_described_in_words(store, take_in):
    take_in(observation(indicator="E09"))
    found = due(store, TOO_LATE)
    ours = found[(found["agency"] == "dcc-csc") & found["indicator"].isin(["E08", "E09"])]
    assert due_table(ours) == (
        "1 agency is late with 1 indicator and 1 agency has sent only part of 1 indicator."
    )
