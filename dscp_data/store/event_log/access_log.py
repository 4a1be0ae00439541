"""Events of reading: exact figures viewed, files downloaded."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import NamedTuple

import duckdb
import pandas as pd

from dscp_data.store.engine.error_text import describe_error
from dscp_data.store.engine.errors import StoreError
from dscp_data.store.engine.store import Store
from dscp_data.store.event_log.events import record

LOG = logging.getLogger("dscp")
SEEN = "exact figures seen"
TAKEN = "file taken away"


class File(NamedTuple):
    """A file to hand out. `rows` is how many rows of figures or lines it holds, None for a file
    that is handed back as it is."""

    content: bytes
    rows: int | None = None


@dataclass(frozen=True)
class ViewEvent:
    """`page` is a page's title or an indicator, as "E08 Safeguarding referrals"; `filters` is what
    was chosen, in words."""

    who: str
    page: str
    filters: str


@dataclass(frozen=True)
class DownloadEvent:
    """`what` is in the file, in words; `audience` is whom its figures are for."""

    file: str
    what: str
    audience: str
    filters: str = ""


def record_download(store: Store, file: File, taken: DownloadEvent, *, by: str) -> None:
    """Record that a file was handed out, by its sha256 and how many rows it has."""
    sha256 = hashlib.sha256(file.content).hexdigest()
    with store.transaction(new_version=False) as cursor:
        detail = {**asdict(taken), "lines": file.rows}
        record(cursor, TAKEN, who=by, subjects=[sha256], detail=detail)


def record_views(store: Store, seen: Sequence[ViewEvent]) -> None:
    with store.transaction(new_version=False) as cursor:
        for one in seen:
            detail = {"page": one.page, "filters": one.filters}
            record(cursor, SEEN, who=one.who, detail=detail)


class AccessLogWriter:
    """Records what was seen in a thread of its own, so that a page never waits for the store while
    a return is written. It ends when the store is closed, with nothing left unwritten."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.waiting: SimpleQueue[ViewEvent | None] = SimpleQueue()
        self.thread = threading.Thread(target=self.run, name="watch", daemon=True)
        self.thread.start()
        store.closing.callback(self.end)

    def note(self, seen: ViewEvent) -> None:
        self.waiting.put(seen)

    def end(self) -> None:
        self.waiting.put(None)
        self.thread.join()

    def run(self) -> None:
        ended = False
        while not ended:
            found = [self.waiting.get(), *self.rest()]
            ended = None in found
            if seen := [one for one in found if one]:
                self.keep(seen)

    def rest(self) -> Sequence[ViewEvent | None]:
        found = []
        try:
            while True:
                found.append(self.waiting.get_nowait())
        except Empty:
            return found

    def keep(self, seen: Sequence[ViewEvent]) -> None:
        """A full disk loses the record of who looked, with a warning; reading goes on."""
        try:
            record_views(self.store, seen)
        except (StoreError, duckdb.Error) as error:
            LOG.error("Not recorded who saw exact figures (%s): %s", describe_error(error), seen)


def last_look(store: Store, person: str, before: datetime) -> datetime | None:
    """When somebody last looked at exact figures before a time (UTC); None where they never did."""
    found = store.query("last_look", person=person, what=SEEN, before=before)["looked_at"].iloc[0]
    return None if pd.isna(found) else found.to_pydatetime()
