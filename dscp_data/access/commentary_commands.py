"""Commands on commentary. Each checks the user's permission and is recorded under their name."""

from __future__ import annotations

from dscp_data.access.authorisation import require
from dscp_data.access.signature import signed
from dscp_data.access.user import User
from dscp_data.meetings import commentary
from dscp_data.model.commentary import Commentary
from dscp_data.records.author import Author
from dscp_data.store import Store


def write_commentary(store: Store, user: User, one: Commentary, author: Author) -> int:
    require(store, user, "write-commentary")
    return commentary.write_commentary(store, one, signed(author, user))


def review_commentary(store: Store, user: User, one: Commentary, author: Author) -> None:
    """Sign off what somebody else wrote."""
    require(store, user, "review-commentary")
    commentary.review_commentary(store, one, signed(author, user))
