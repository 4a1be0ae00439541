"""What somebody types at a meeting outlives the server: sealed, for them alone, for a time."""

import os
from datetime import timedelta

import pytest

from dscp_data.access import NotAllowed, User, commands, meeting_commands
from dscp_data.cli import main
from dscp_data.model.clock import utc_now
from dscp_data.model.meetings import Draft
from dscp_data.records.typed_text import LONGEST, TypedTextError
from dscp_data.store import open_store
from dscp_data.store.backup.backup import make_backup
from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.sealed_files import EXPIRE_AFTER_DAYS
from dscp_data.store.event_log.events import events
from dscp_data.store.records.drafts import Drafts
from dscp_data.store.records.roles import RoleGrant, save_role

ANN = User("ann@example.org", "Ann", "steward")
BO = User("bo@example.org", "Bo", "member")
TYPED = Draft("Audit 20 clos", "dcc-csc")


def test_what_was_typed_is_there_after_the_server_was_killed(tmp_path):
    path = tmp_path / "dscp.duckdb"
    with open_store(path) as store:
        meeting_commands.save_draft(store, ANN, 7, TYPED)
    with open_store(path) as store:
        assert meeting_commands.draft_of(store, ANN, 7) == TYPED
        assert meeting_commands.draft_of(store, ANN, 8) == Draft()
        assert meeting_commands.draft_of(store, BO, 7) == Draft()


def test_the_newest_takes_the_place_of_the_last_and_an_empty_one_of_all(store):
    meeting_commands.save_draft(store, ANN, 7, TYPED)
    meeting_commands.save_draft(store, ANN, 7, Draft("Audit 20 closures"))
    assert meeting_commands.draft_of(store, ANN, 7) == Draft("Audit 20 closures")
    meeting_commands.save_draft(store, ANN, 7, Draft())
    assert list(store.drafts.files()) == []


@pytest.mark.parametrize("text", ["NHS number 943 476 5919", "Lives at DH1 5UL"])
def test_what_identifies_a_child_is_not_saved(store, text):
    meeting_commands.save_draft(store, ANN, 7, TYPED)
    meeting_commands.save_draft(store, ANN, 7, Draft(text))
    assert list(store.drafts.files()) == []


def test_a_text_too_long_to_record_leaves_the_draft_before_it(store):
    meeting_commands.save_draft(store, ANN, 7, TYPED)
    with pytest.raises(TypedTextError):
        meeting_commands.save_draft(store, ANN, 7, Draft("a" * (LONGEST + 1)))
    assert meeting_commands.draft_of(store, ANN, 7) == TYPED


def test_it_is_sealed_with_the_key_of_the_database(tmp_path):
    drafts = Drafts(tmp_path, Key("not a real key"))
    drafts.save("ann@example.org", 7, TYPED)
    (path,) = drafts.files()
    assert b"Audit" not in path.read_bytes()
    assert "ann" not in str(path.relative_to(tmp_path))
    assert drafts.load("ann@example.org", 7) == TYPED


def test_no_backup_and_no_event_has_it(store):
    before = store.version
    meeting_commands.save_draft(store, ANN, 7, TYPED)
    assert b"Audit 20" not in make_backup(store).read_bytes()
    with store.cursor() as cursor:
        assert "Audit 20" not in str(events(cursor))
    assert store.version == before


def test_it_is_deleted_when_nobody_has_changed_it_for_long_or_the_role_ends(tmp_path):
    path = tmp_path / "dscp.duckdb"
    long_ago = (utc_now() - timedelta(days=EXPIRE_AFTER_DAYS + 1)).timestamp()
    with open_store(path) as store:
        meeting_commands.save_draft(store, ANN, 7, TYPED)
        (file,) = store.drafts.files()
        os.utime(file, (long_ago, long_ago))
    with open_store(path) as store:
        assert list(store.drafts.files()) == []
        commands.give_role(store, ANN, BO.email, "member", [], [], "Joins")
        meeting_commands.save_draft(store, BO, 7, TYPED)
        commands.end_role(store, ANN, BO.email, "Leaves")
        assert list(store.drafts.files()) == []


def test_it_is_deleted_when_the_role_was_ended_by_a_command(tmp_path):
    path = tmp_path / "dscp.duckdb"
    with open_store(path) as store:
        save_role(store, ANN.email, RoleGrant("steward"), by="Bob", reason="The first.")
        save_role(store, BO.email, RoleGrant("member"), by="Ann", reason="New.")
        meeting_commands.save_draft(store, BO, 7, TYPED)
    assert main(["--database", str(path), "role", BO.email, "--end", "--why", "Left."]) == 0
    with open_store(path) as store:
        assert list(store.drafts.files()) == []


def test_nobody_who_may_not_comment_has_a_draft(store):
    viewer = User("vi@example.org", "Vi", "viewer")
    with pytest.raises(NotAllowed):
        meeting_commands.save_draft(store, viewer, 7, TYPED)
    with pytest.raises(NotAllowed):
        meeting_commands.draft_of(store, viewer, 7)
