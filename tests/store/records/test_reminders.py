"""That agencies were reminded is on record, with when and by whom."""

from dscp_data.access import User, commands
from dscp_data.store.records.reminders import reminders_sent

ANALYST = User("analyst@example.org", "Analyst", "steward")


def test_nobody_was_reminded_at_first(store):
    assert reminders_sent(store) == {}


def test_the_last_reminder_of_each_agency_counts(store):
    commands.record_reminders(store, ANALYST, ["housing", "tewv"])
    commands.record_reminders(store, ANALYST, ["tewv"])
    sent = reminders_sent(store)
    assert sent.keys() == {"housing", "tewv"}
    assert sent["tewv"].by == "analyst@example.org"
    assert sent["tewv"].at >= sent["housing"].at
