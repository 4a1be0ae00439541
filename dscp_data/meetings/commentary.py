"""Writes and reviews commentary on series. Who may do so is checked in `dscp_data.access`."""

from __future__ import annotations

from dataclasses import replace

from dscp_data.meetings.meeting import MeetingError
from dscp_data.model.clock import utc_now
from dscp_data.model.commentary import Commentary
from dscp_data.records.author import Author
from dscp_data.records.typed_text import check_typed
from dscp_data.store import Store
from dscp_data.store.records.commentary import save_commentary

OWN_TEXT = "Ask a second person to review it. You wrote this commentary."


def write_commentary(store: Store, one: Commentary, author: Author) -> int:
    """Store a commentary and give its id. Changed text has to be reviewed again."""
    texts = [one.what, one.so_what, one.now_what]
    if not any(text.strip() for text in texts):
        raise MeetingError("Write what the figures show before you save it.")
    check_typed(texts, author.explanation)
    new = replace(one, author=author.by, reviewed_by="")
    return save_commentary(
        store, "commentary written", new, by=author.by, reason=author.explanation.strip(),
        at=utc_now(),
    )  # fmt: skip


def review_commentary(store: Store, one: Commentary, author: Author) -> None:
    """Sign a commentary off. Raises MeetingError for its author."""
    if one.author == author.by:
        raise MeetingError(OWN_TEXT)
    new = replace(one, reviewed_by=author.by)
    save_commentary(store, "commentary reviewed", new, by=author.by, reason="", at=utc_now())
