"""Settings are added, ended and removed with who, when and why; nothing of them is ever lost."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dscp_data.catalogue import CatalogueError
from dscp_data.settings import (
    NewSetting,
    SettingError,
    end_setting,
    last_meeting,
    meetings,
    save_setting,
    settings_at,
)

pytestmark = pytest.mark.both_places

TARGET = NewSetting("target", date(2025, 4, 1), indicator="E04", value=20.0)
NOTE = NewSetting("note", date(2025, 4, 1), text="New front door")
MARCH, MAY = datetime(2026, 3, 1, 9), datetime(2026, 5, 1, 9)


def keep(store, setting=TARGET, by="Ann", reason="Agreed on 3 March", **when):
    return save_setting(store, setting, by=by, reason=reason, **when)


def test_what_is_cached_comes_back(store):
    id = keep(store)
    (kept,) = settings_at(store)
    assert (kept.id, kept.kind, kept.day, kept.indicator, kept.value) == (
        id, "target", date(2025, 4, 1), "E04", 20.0,
    )  # fmt: skip
    assert (kept.agency, kept.locality, kept.last_day) == (None, None, None)


def test_a_change_of_a_setting_raises_the_data_version(store):
    versions = [store.version]
    id = keep(store)
    versions.append(store.version)
    end_setting(store, id, by="Ann", reason="A mistake")
    versions.append(store.version)
    assert versions == sorted(set(versions))


def test_a_page_seen_as_at_march_has_the_settings_of_march(store):
    id = keep(store, at=MARCH)
    keep(store, NOTE, at=MAY)
    end_setting(store, id, by="Ann", reason="A mistake", at=MAY)
    as_at = {day: [one.kind for one in settings_at(store, day)] for day in (MARCH, MAY, None)}
    assert as_at == {MARCH: ["target"], MAY: ["note"], None: ["note"]}
    assert settings_at(store, datetime(2026, 2, 1)) == ()


def test_a_target_that_ended_still_applies_to_the_time_before(store):
    id = keep(store)
    end_setting(store, id, by="Ann", reason="A new one follows", last_day=date(2026, 3, 31))
    assert [one.last_day for one in settings_at(store)] == [date(2026, 3, 31)]


def test_a_note_keeps_its_kind(store):
    keep(store, replace(NOTE, note_kind="form"))
    assert [one.note_kind for one in settings_at(store)] == ["form"]
    assert store.query("setting_history", as_of=None)["note_kind"].tolist() == ["form"]


def test_history_shows_who_did_what_when_and_why_the_newest_first(store):
    id = keep(store, at=MARCH)
    end_setting(store, id, by="Ben", reason="Set by mistake", at=MAY)
    history = store.query("setting_history", as_of=None)
    assert history[["event", "changed_by", "changed_at", "reason"]].to_numpy().tolist() == [
        ["removed", "Ben", MAY, "Set by mistake"],
        ["set", "Ann", MARCH, "Agreed on 3 March"],
    ]
    assert store.query("setting_history", as_of=MARCH)["event"].tolist() == ["set"]


@pytest.mark.parametrize(
    ("difference", "says"),
    [
        ({"value": None}, "as a number"),
        ({"value": float("nan")}, "as a number"),
        ({"value": -1.0}, "0 or more"),
        ({"value": 101.0}, "percentage from 0 to 100"),
        ({"day": date(2025, 4, 2)}, "first day of a month"),
        ({"indicator": None}, "Choose the indicator"),
        (
            {"kind": "note", "text": "New form", "note_kind": "rumour"},
            "policy, form, definition or",
        ),
        ({"note_kind": "form"}, "Choose what the note is about"),
        ({"kind": "note", "text": " "}, "Write a note of 50 characters or fewer"),
        ({"kind": "note", "text": "x" * 51}, "Write a note of 50 characters or fewer"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_with_what_to_change(store, difference, says):
    with pytest.raises(SettingError, match=says):
        keep(store, replace(TARGET, **difference))
    assert settings_at(store) == ()


@pytest.mark.parametrize("account", [{"by": " "}, {"reason": ""}])
def test_nothing_is_set_without_a_name_and_a_reason(store, account):
    with pytest.raises(SettingError):
        keep(store, **account)
    assert settings_at(store) == ()


def test_an_agency_that_the_plan_does_not_have_is_refused(store):
    with pytest.raises(CatalogueError, match="dcc-cs"):
        keep(store, replace(TARGET, agency="dcc-cs"))


def test_what_was_removed_cannot_be_removed_again(store):
    id = keep(store)
    end_setting(store, id, by="Ann", reason="A mistake")
    with pytest.raises(SettingError, match="already"):
        end_setting(store, id, by="Ann", reason="A mistake")


def test_a_target_does_not_end_before_it_starts(store):
    id = keep(store)
    with pytest.raises(SettingError, match="before the first"):
        end_setting(store, id, by="Ann", reason="Too soon", last_day=date(2025, 3, 31))


def test_on_the_day_of_a_meeting_the_last_one_is_the_one_before(store):
    for day in (date(2026, 7, 8), date(2026, 10, 14), date(2026, 4, 15)):
        keep(store, NewSetting("meeting", day))
    held = settings_at(store)
    assert meetings(held) == [date(2026, 10, 14), date(2026, 7, 8), date(2026, 4, 15)]
    assert last_meeting(held, date(2026, 10, 14)) == date(2026, 7, 8)
    assert last_meeting(held, date(2026, 10, 15)) == date(2026, 10, 14)
    assert last_meeting(held, date(2026, 4, 15)) is None
