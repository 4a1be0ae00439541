"""Backs up in a thread of its own, so that nobody who accepts a return waits for the copy.

What lies between two backups is in the event log beside the database and in the original files.
"""

from __future__ import annotations

import logging
import threading
import time

from dscp_data.store.backup.backup import make_backup
from dscp_data.store.engine.errors import StoreError
from dscp_data.store.engine.store import Store

LOG = logging.getLogger("dscp")
QUIET_SECONDS = 60.0
LONGEST_SECONDS = 24 * 3600.0


class BackupSchedule:
    """Backs a store up when nothing has changed for `quiet` seconds, at the latest `longest`
    seconds after the first change since the last backup, and when the store is closed.

    A backup that fails is tried again after another `quiet` seconds.
    """

    def __init__(
        self, store: Store, *, quiet: float = QUIET_SECONDS, longest: float = LONGEST_SECONDS
    ) -> None:
        self.store, self.quiet, self.longest = store, quiet, longest
        self.changed = threading.Condition()
        self.version = store.version
        self.first = self.last = 0.0  # of the changes that no backup has, by time.monotonic
        self.is_pending = self.has_ended = False
        self.thread = threading.Thread(target=self.run, name="backup", daemon=True)
        store.has_backup_schedule = True
        store.after_commit.append(self.note_change)
        store.closing.callback(self.end)
        self.thread.start()

    def note_change(self) -> None:
        """Called after each transaction. One that only records who read what is no change."""
        with self.changed:
            if self.store.version == self.version:
                return
            self.version = self.store.version
            self.note()

    def note(self) -> None:
        self.last = time.monotonic()
        self.first = self.first if self.is_pending else self.last
        self.is_pending = True
        self.changed.notify()

    def end(self) -> None:
        with self.changed:
            self.has_ended = True
            self.changed.notify()
        self.thread.join()

    def run(self) -> None:
        while self.wait():
            try:
                make_backup(self.store)
            except StoreError as error:
                LOG.warning("%s", error)
                with self.changed:
                    if not self.has_ended:
                        self.note()

    def wait(self) -> bool:
        """Wait until a backup is due; False when the store is closed and has no change left."""
        with self.changed:
            while not self.has_ended and (left := self.seconds_left()) > 0:
                self.changed.wait(None if left == float("inf") else left)
            is_due, self.is_pending = self.is_pending, False
            return is_due

    def seconds_left(self) -> float:
        """How long until a backup is due: for ever where nothing has changed."""
        if not self.is_pending:
            return float("inf")
        return min(self.last + self.quiet, self.first + self.longest) - time.monotonic()
