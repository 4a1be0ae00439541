"""Changes the encryption key of everything stored, or turns encryption on or off."""

from __future__ import annotations

import os
from pathlib import Path

from dscp_data.store.backup.backup import backups
from dscp_data.store.backup.database_copy import copy_under
from dscp_data.store.backup.restore import files_aside
from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.errors import WrongKey
from dscp_data.store.engine.sealed_files import write_atomically
from dscp_data.store.event_log.events import events, record
from dscp_data.store.event_log.journal import journal_path
from dscp_data.store.opening import open_store

ROTATED = "key changed"


def rotate_key(database: Path, old: Key, new: Key, *, by: str) -> tuple[Path, ...]:
    """Keep everything under another key: originals, log and backups, and the database last.

    One that was interrupted is run again with the same two keys. Gives the files that were moved
    aside earlier and stay as they are. Raises StoreError, and then the old key is still the right
    one for the database.
    """
    was_rotated = is_under_new_key(database, old, new)
    folder = database.parent
    sealed = ("originals/*", "waiting/*/*", "drafts/*/*")
    for file in sorted(file for pattern in sealed for file in folder.glob(pattern)):
        written = file.stat()
        write_atomically(file, re_encrypt(file.read_bytes(), file, old, new))
        os.utime(file, (written.st_atime, written.st_mtime))  # uploads wait from that day on
    log = journal_path(database)
    lines = log.read_bytes().splitlines()
    write_atomically(log, b"".join(re_encrypt(line, log, old, new) + b"\n" for line in lines))
    for backup in backups(database):
        copy_under(backup, old, new)
    copy_under(database, old, new)
    with open_store(database, key=new) as store, store.transaction(new_version=False) as cursor:
        if not (was_rotated and events(cursor)[-1].what == ROTATED):
            record(cursor, ROTATED, who=by, detail={"encrypted": bool(new)})
    return tuple(files_aside(database))


def is_under_new_key(database: Path, old: Key, new: Key) -> bool:
    """Whether an earlier run got as far as the database. Raises WrongKey for a third key."""
    try:
        open_store(database, key=old, keeps_copies=False).close()
    except WrongKey as error:
        try:
            open_store(database, key=new, keeps_copies=False).close()
        except WrongKey:
            raise error from None
        return True
    return False


def re_encrypt(content: bytes, file: Path, old: Key, new: Key) -> bytes:
    """Content under the new key, whether it was under the old one or is already under the new."""
    try:
        return new.seal(old.unseal(content, str(file)))
    except WrongKey:
        return new.seal(new.unseal(content, str(file)))
