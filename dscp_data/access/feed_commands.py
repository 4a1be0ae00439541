"""Commands on the feed of news. Each checks the user's permission and is recorded."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import replace

from dscp_data.access.authorisation import require
from dscp_data.access.user import User
from dscp_data.meetings.meeting import MeetingError
from dscp_data.model.clock import utc_now
from dscp_data.model.feed_tokens import FeedToken
from dscp_data.records.typed_text import check_typed
from dscp_data.store import Store
from dscp_data.store.records.feed_tokens import read_tokens, save_token

BYTES = 32


def give_feed(store: Store, user: User, name: str) -> str:
    """Create a token that reads the feed, and return it: it is stored nowhere."""
    require(store, user, "manage-feeds")
    if not name.strip():
        raise MeetingError("Enter what the feed is for.")
    check_typed([name])
    token = secrets.token_urlsafe(BYTES)
    new = FeedToken(name.strip(), digest_of(token))
    save_token(store, "feed given", new, by=user.signature, at=utc_now())
    return token


def end_feed(store: Store, user: User, one: FeedToken) -> None:
    require(store, user, "manage-feeds")
    save_token(store, "feed ended", replace(one, ended=True), by=user.signature, at=utc_now())


def may_read_feed(store: Store, token: str) -> bool:
    """Whether a token was given and has not ended."""
    asked = digest_of(token)
    # All are compared, each in the same time: how long it takes says nothing of a token.
    return sum(hmac.compare_digest(asked, one.digest) for one in read_tokens(store)) > 0


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
