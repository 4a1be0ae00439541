"""What is too old is listed before it goes, and what goes is missed by no figure and no rebuild."""

import os
from datetime import date, timedelta

import pytest

from dscp_data.intake.check import check_file
from dscp_data.model.clock import utc_now
from dscp_data.store import StoreError, accept, open_store, restore, withdraw
from dscp_data.store.backup.backup import backups, make_backup
from dscp_data.store.backup.rebuild import rebuild
from dscp_data.store.backup.restore import restore_backup
from dscp_data.store.event_log.digests import content_digests
from dscp_data.store.event_log.events import events
from dscp_data.store.event_log.verification import verify_log
from dscp_data.store.retention import apply_retention, list_expired
from dscp_data.store.returns.extracts import extract_name
from tests.workbooks import workbook

LATER = utc_now() + timedelta(days=5 * 365)
ROW = ["E08", "CSC", "Easington", "Apr-25", 10]
IN_MAY = ["E08", "CSC", "Easington", "May-25", 4]
IN_JUNE = ["E08", "CSC", "Easington", "Jun-25", 7]


def send(store, *rows):
    content = workbook(*rows)
    read = check_file(content, "return.xlsx", catalogue=store.plan, today=date(2026, 1, 1))
    return accept(store, read, content, by="Ann").return_id


@pytest.fixture
def filled(tmp_path):
    """Return 1 was replaced by return 2, return 3 withdrawn; return 4 is shown in part."""
    path = tmp_path / "dscp.duckdb"
    with open_store(path) as store:
        send(store, ROW)
        send(store, [*ROW[:4], 12])
        withdraw(store, send(store, [*ROW[:4], 99]), by="Bo", reason="wrong quarter")
        send(store, IN_MAY, IN_JUNE)
        send(store, [*IN_MAY[:4], 5])
        yield store


def listed(store, rule="originals", now=LATER):
    return [one for one in list_expired(store, now).old if one.rule == rule]


def test_files_of_returns_that_nothing_is_shown_of_are_listed_with_why(filled):
    assert [(one.returns, one.why) for one in listed(filled)] == [
        ((1,), "Return 1 was replaced"),
        ((3,), "Return 3 was withdrawn"),
    ]


def test_what_is_not_older_than_the_rule_is_left_out(filled):
    (rule,) = [one for one in filled.plan.retention if one.id == "originals"]
    since = listed(filled)[0].since
    assert listed(filled, now=since + timedelta(days=30 * rule.months - 40)) == []
    assert listed(filled, now=since + timedelta(days=31 * rule.months + 40)) != []


def test_a_list_changes_nothing(filled):
    before = sorted(filled.path.parent.rglob("*"))
    with filled.cursor() as cursor:
        digests = content_digests(cursor)
        list_expired(filled, LATER)
        assert content_digests(cursor) == digests
    assert sorted(filled.path.parent.rglob("*")) == before


def figures(store):
    return store.query(
        "observations", indicators=None, agencies=None, localities=None, first=None, last=None,
        as_of=None,
    )  # fmt: skip


def test_figures_stay_and_a_rebuild_gives_the_same_database(filled):
    path, before = filled.path, figures(filled)
    stood = list_expired(filled, LATER)
    apply_retention(filled, stood.digest, by="Stew", now=LATER)
    assert [filled.originals.holds(*kept) for kept in kept_files(filled)] == [
        False, True, False, True, True,
    ]  # fmt: skip
    assert figures(filled).equals(before)
    with filled.cursor() as cursor:
        digests = content_digests(cursor)
    filled.close()
    path.unlink()
    done = rebuild(path, "Stew", lambda *_: None)
    assert done.differs == ()
    with open_store(path) as again, again.cursor() as cursor:
        now = content_digests(cursor)
        assert {k: v for k, v in now.items() if k != "event"} == {
            k: v for k, v in digests.items() if k != "event"
        }
        restore(again, 3, by="Bo")
        assert set(figures(again)["numerator"]) == {99.0, 5.0, 7.0}
    assert verify_log(path).faults == ()


def kept_files(store):
    held = store.query("returns", as_of=None)
    return list(zip(held["sha256"], held["file"], strict=True))


def test_what_was_removed_is_an_event(filled):
    stood = list_expired(filled, LATER)
    apply_retention(filled, stood.digest, by="Stew", now=LATER)
    with filled.cursor() as cursor:
        last = events(cursor)[-1]
    assert (last.what, last.who) == ("retention applied", "Stew")
    assert [one["file"] for one in last.details["removed"]] == [one.file for one in stood.old]
    assert list_expired(filled, LATER).old == ()


def test_another_list_than_the_one_that_was_seen_is_not_applied(filled):
    seen = list_expired(filled, LATER)
    withdraw(filled, 2, by="Bo", reason="also wrong")
    before = sorted(filled.originals.files.folder.iterdir())
    with pytest.raises(StoreError, match="The list has changed"):
        apply_retention(filled, seen.digest, by="Stew", now=LATER)
    assert sorted(filled.originals.files.folder.iterdir()) == before


def test_lines_that_were_changed_are_not_taken_for_those_that_were_accepted(filled):
    path = filled.path
    apply_retention(filled, list_expired(filled, LATER).digest, by="Stew", now=LATER)
    kept = filled.originals.files.folder / extract_name(1)
    kept.write_text(kept.read_text().replace("10.0", "11.0"))
    filled.close()
    path.unlink()
    done = rebuild(path, "Stew", lambda *_: None)
    assert done.differs[0].startswith("Return 1 ")


def test_a_file_of_no_return_is_listed_when_it_is_old(filled):
    lost = filled.originals.files.folder / ("0" * 64 + ".xlsx")
    lost.write_bytes(b"never accepted")
    day = (utc_now() - timedelta(days=40)).timestamp()
    os.utime(lost, (day, day))
    assert [one.file for one in listed(filled, "unused", utc_now())] == [f"originals/{lost.name}"]


def test_old_backups_are_listed_but_never_the_newest(filled):
    make_backup(filled)
    made = backups(filled.path)
    old = {one.file for one in listed(filled, "backups")}
    assert old == {f"backups/{path.name}" for path in made[1:]}


def test_what_was_moved_aside_is_listed_when_it_is_old(filled):
    path = filled.path
    filled.close()
    restore_backup(path, "Stew")
    with open_store(path) as store:
        aside = listed(store, "aside")
        assert {one.file.split(".aside-")[0] for one in aside} >= {"dscp.duckdb"}
        assert listed(store, "aside", utc_now()) == []


def test_what_stays_whatever_its_age_is_listed_with_the_reason(filled):
    kept = " ".join(list_expired(filled, LATER).always_kept)
    assert "Original files for the 3 returns in use" in kept
    assert "The log of 6 events" in kept
