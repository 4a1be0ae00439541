"""With a key nothing that is kept can be read in the bytes of any file; a wrong key says so."""

import shutil

import pytest

from dscp_data.cli import main
from dscp_data.settings import NewSetting, save_setting
from dscp_data.store import accept, open_store
from dscp_data.store.backup.backup import backups
from dscp_data.store.backup.key_rotation import rotate_key
from dscp_data.store.backup.rebuild import rebuild
from dscp_data.store.backup.restore import restore_backup
from dscp_data.store.engine.encryption import (
    NEW_SETTING,
    SETTING,
    Key,
    configured_key,
    describe_encryption,
)
from dscp_data.store.engine.errors import StoreError, WrongKey
from dscp_data.store.event_log.verification import verify_log
from tests.making import APRIL, checked, concern, observation

FIRST, SECOND = "first-key-" + "a" * 32, "second-key-" + "b" * 32
SECRET = "Zebedee Quux of Magic Roundabout"


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv(SETTING, FIRST)
    monkeypatch.setenv("DSCP_DATABASE", str(tmp_path / "kept" / "dscp.duckdb"))
    return tmp_path / "kept" / "dscp.duckdb"


def take(store, number=0):
    content = f"{SECRET} {number}".encode()
    made = checked(
        observation(comment=SECRET, numerator=float(number)),
        concerns=(concern(area=SECRET),),
        content=content,
        file=f"{SECRET}.xlsx",
    )
    accept(store, made, content, by=SECRET, note=SECRET)
    note = NewSetting("note", APRIL.start, text=SECRET)
    save_setting(store, note, by="analyst", reason="why")


def files_that_tell(folder):
    kept = [file for file in folder.rglob("*") if file.is_file()]
    return {file.name for file in kept if SECRET.encode() in file.read_bytes()}


def comments(path):
    with open_store(path) as store:
        held = store.query(
            "observations", indicators=None, agencies=None, localities=None, first=None, last=None,
            as_of=None,
        )  # fmt: skip
        return list(held["comment"])


def copied(path, folder):
    shutil.copytree(path.parent, folder)
    return folder / path.name


def test_no_file_reveals_stored_data_even_while_it_is_open(path, tmp_path):
    with open_store(path) as store:
        take(store)
        names = {file.name.split(".", 1)[1] for file in path.parent.iterdir() if file.is_file()}
        assert names == {"duckdb", "duckdb.wal", "events.jsonl"}
        assert len(backups(path)) == 1
        assert files_that_tell(path.parent) == set()
        left_by_a_crash = copied(path, tmp_path / "crashed")
        assert store.originals.read(checked(content=f"{SECRET} 0".encode()).sha256, "a.xlsx")
    assert files_that_tell(path.parent) == set()
    assert comments(left_by_a_crash) == comments(path) == [SECRET]


def test_the_search_finds_it_where_there_is_no_key(path, monkeypatch):
    monkeypatch.delenv(SETTING)
    with open_store(path) as store:
        take(store)
        assert files_that_tell(path.parent) >= {"dscp.duckdb.wal", "dscp.events.jsonl"}
    assert len(files_that_tell(path.parent)) == 4


@pytest.mark.parametrize(("key", "says"), [(SECOND, "another key"), ("", "is encrypted")])
def test_a_wrong_key_or_none_is_reported_and_changes_nothing(path, monkeypatch, capsys, key, says):
    with open_store(path) as store:
        take(store)
    before = path.read_bytes()
    monkeypatch.setenv(SETTING, key)
    with pytest.raises(WrongKey, match=says):
        open_store(path)
    path.with_name("dscp.events.jsonl").unlink()
    with pytest.raises(WrongKey, match=says):
        open_store(path)
    assert main(["returns"]) == 3
    assert SETTING in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_key_for_what_is_not_encrypted_explains_how_to_encrypt_it(path, monkeypatch):
    monkeypatch.delenv(SETTING)
    open_store(path).close()
    monkeypatch.setenv(SETTING, FIRST)
    with pytest.raises(WrongKey, match="rotate-key"):
        open_store(path)


def test_a_key_that_could_be_guessed_is_refused(path, monkeypatch):
    monkeypatch.setenv(SETTING, "password")
    with pytest.raises(StoreError, match="at least 32 characters"):
        open_store(path)


def test_a_backup_restores_and_the_log_verifies_with_the_key(path):
    with open_store(path) as store:
        take(store)
    path.write_bytes(b"broken")
    restore_backup(path, by="steward")
    assert comments(path) == [SECRET]
    assert verify_log(path).faults == ()


def test_rotation_leaves_nothing_under_the_old_key(path, monkeypatch):
    with open_store(path) as store:
        take(store, 1)
        take(store, 2)
    monkeypatch.setenv(NEW_SETTING, SECOND)
    assert main(["rotate-key"]) == 0
    with pytest.raises(WrongKey):
        open_store(path)
    monkeypatch.setenv(SETTING, SECOND)
    assert comments(path) == [SECRET]
    assert verify_log(path).faults == ()
    assert files_that_tell(path.parent) == set()
    restore_backup(path, by="steward", backup=backups(path)[-1])
    assert rebuild(path, "steward", lambda *_: None).differs[0].startswith("Return 1")


def test_encryption_is_turned_on_and_off_again(path, monkeypatch):
    monkeypatch.delenv(SETTING)
    with open_store(path) as store:
        take(store)
    rotate_key(path, Key(), Key(FIRST), by="steward")
    assert files_that_tell(path.parent) == set()
    monkeypatch.setenv(SETTING, FIRST)
    assert comments(path) == [SECRET]
    assert main(["rotate-key"]) == 3
    assert main(["rotate-key", "--off"]) == 0
    assert len(files_that_tell(path.parent)) == 4


def test_a_rotation_that_was_interrupted_is_run_again(path, monkeypatch):
    with open_store(path) as store:
        take(store, 1)
        take(store, 2)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("dscp_data.store.backup.key_rotation.copy_under", killed)
        with pytest.raises(KeyboardInterrupt):
            rotate_key(path, Key(FIRST), Key(SECOND), by="steward")
    rotate_key(path, Key(FIRST), Key(SECOND), by="steward")
    monkeypatch.setenv(SETTING, SECOND)
    assert comments(path) == [SECRET]


def test_whether_it_is_on_is_stated(monkeypatch):
    monkeypatch.setenv(SETTING, FIRST)
    assert "is on" in describe_encryption(configured_key())
    assert FIRST not in repr(configured_key())
    monkeypatch.delenv(SETTING)
    assert "is off" in describe_encryption(configured_key())


def test_the_key_may_be_in_a_file_as_a_service_manager_hands_it_over(tmp_path, monkeypatch):
    file = tmp_path / "key"
    file.write_text(f"{FIRST}\n", encoding="utf-8")
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setenv(f"{SETTING}_FILE", str(file))
    assert configured_key() == Key(FIRST)
    monkeypatch.setenv(SETTING, SECOND)
    assert configured_key() == Key(SECOND)


def test_a_key_file_that_is_missing_or_empty_never_turns_encryption_off(tmp_path, monkeypatch):
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setenv(f"{SETTING}_FILE", str(tmp_path / "key"))
    with pytest.raises(StoreError, match="cannot be read"):
        configured_key()
    (tmp_path / "key").write_text("\n", encoding="utf-8")
    with pytest.raises(StoreError, match="is empty"):
        configured_key()
