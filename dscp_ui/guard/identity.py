"""The identity of a signed-in person, from the verified claims of an ID token."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# The issuer of one tenant; the addresses for everybody never get so far (`guard.provider`).
ENTRA = re.compile(r"https://login\.microsoftonline\.com/(?P<tenant>[0-9a-f-]{36})/v2\.0")
EMAIL = re.compile(r"[^\s@<>\"'`()\\]+@[^\s@<>\"'`()\\]+\.[^\s@<>\"'`()\\]+")
LONGEST_EMAIL, LONGEST_NAME = 254, 100


@dataclass(frozen=True)
class Identity:
    """A person who is signed in. `email` is in lower case."""

    email: str
    name: str


class NotVerified(Exception):
    """The provider does not vouch for this person's email address."""


def identity_of(claims: Mapping[str, Any]) -> Identity:
    """The person that verified claims of an ID token speak of.

    Roles depend on the email address, so it must be one that somebody other than the person
    vouches for: `email` with `email_verified`, as the standard has it (OpenID Connect Core 1.0,
    5.1). Entra ID says nothing of the kind and lets `email` be anything; there it is
    `preferred_username`, which only the administrators of the tenant set. Raises NotVerified.
    """
    claimed = vouched_for(claims)
    email = claimed.strip().lower() if isinstance(claimed, str) else ""
    if not EMAIL.fullmatch(email) or len(email) > LONGEST_EMAIL:
        raise NotVerified("The account has no usable email address.")
    return Identity(email, name_in(claims) or email)


def vouched_for(claims: Mapping[str, Any]) -> Any:
    entra = ENTRA.fullmatch(str(claims.get("iss")))
    if entra:
        if claims.get("tid") != entra["tenant"]:
            raise NotVerified("The account belongs to another organisation.")
        return claims.get("preferred_username")
    if claims.get("email_verified") is not True:
        raise NotVerified("The account has no email address that its organisation has confirmed.")
    return claims.get("email")


def name_in(claims: Mapping[str, Any]) -> str:
    name = claims.get("name")
    return " ".join(name.split())[:LONGEST_NAME] if isinstance(name, str) else ""
