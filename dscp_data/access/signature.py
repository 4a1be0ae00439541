"""Under whose name a record is written."""

from __future__ import annotations

from dataclasses import replace

from dscp_data.access.user import User
from dscp_data.records.author import Author


def signed(author: Author, user: User) -> Author:
    """The author as who has signed in. A name that was typed counts only where nobody signs in."""
    return replace(author, by=user.email or author.by or user.name)
