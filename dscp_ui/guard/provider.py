"""The provider that people sign in with: [auth] of a secrets.toml, as Streamlit documents it.

Without one the dashboard is for one person on this computer (`dscp_ui.guard.loopback`).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from dscp_data.store.engine.encryption import MAKE_ONE, SHORTEST
from dscp_ui.guard.loopback import NAMES

ROOT = Path(__file__).resolve().parents[2]
SETTING = "DSCP_SECRETS_FILE"
CALLBACK = "/oauth2callback"
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
FEWEST_CHARACTERS = 10
# Entra ID's addresses for every tenant, and for personal accounts: anybody has one.
ANYBODY = ("common", "organizations", "consumers")


class UnsafeConfiguration(Exception):
    """Sign-in is set up so that it could be got round; the message says what to mend."""


@dataclass(frozen=True)
class Provider:
    """A provider that may be used. `section` is [auth] as Streamlit reads it, secrets and all."""

    redirect_uri: str
    section: Mapping[str, Any] = field(repr=False)

    @property
    def origin(self) -> str:
        """The address that people open."""
        return self.redirect_uri.removesuffix(CALLBACK)

    @property
    def host(self) -> str:
        """The name that people open the dashboard by."""
        return urlsplit(self.redirect_uri).hostname or ""

    @property
    def is_secure(self) -> bool:
        return urlsplit(self.redirect_uri).scheme == "https"

    @property
    def cookie(self) -> str:
        """The name of the session's cookie. With `__Host-` a browser takes it over https only, for
        this name only, and from this name only (RFC 6265bis). A browser shares the cookies of one
        computer among its ports."""
        port = urlsplit(self.redirect_uri).port
        return "__Host-dscp" if self.is_secure else f"dscp-{port or 80}"

    @property
    def secrets(self) -> dict[str, Any]:
        """What `st.App` is given."""
        return {"auth": dict(self.section)}


@cache
def provider() -> Provider | None:
    """The provider of this process, read once. Raises UnsafeConfiguration."""
    path = secrets_file()
    section = auth_section(path) if path else None
    return provider_in(section, path) if path and section is not None else None


def secrets_file() -> Path | None:
    """The file that DSCP_SECRETS_FILE names, else the first of those that Streamlit reads."""
    named = os.environ.get(SETTING)
    if named:
        return Path(named)
    usual = (folder / ".streamlit" / "secrets.toml" for folder in (ROOT, Path.home()))
    return next((path for path in usual if path.exists()), None)


def auth_section(path: Path) -> Mapping[str, Any] | None:
    """[auth] of a secrets.toml. One that is named is expected to have it."""
    try:
        secrets = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnsafeConfiguration(
            f"{path} cannot be read: {(error.strerror or str(error)).lower()}."
        ) from None
    except ValueError as error:
        raise UnsafeConfiguration(f"{path} is no TOML file: {error}.") from None
    if "auth" not in secrets and os.environ.get(SETTING):
        raise UnsafeConfiguration(f"{path}, which {SETTING} names, has no [auth] section.")
    return secrets.get("auth")


def provider_in(section: Mapping[str, Any], path: Path) -> Provider:
    """The provider of [auth]. Raises UnsafeConfiguration where the section lacks
    something or is weak."""
    for problem in problems(section):
        raise UnsafeConfiguration(f"The [auth] section of {path} cannot be used: {problem}")
    return Provider(section["redirect_uri"], section)


def problems(section: Mapping[str, Any]) -> list[str]:
    lacking = [key for key in NEEDED if not isinstance(section.get(key), str) or not section[key]]
    if lacking:
        return [f"it has no {lacking[0]}. It needs {', '.join(NEEDED[:-1])} and {NEEDED[-1]}."]
    found = [
        *problems_of_secret(section["cookie_secret"]),
        *problems_of_address("redirect_uri", section["redirect_uri"]),
        *problems_of_address("server_metadata_url", section["server_metadata_url"]),
    ]
    if urlsplit(section["redirect_uri"]).path != CALLBACK:
        found.append(f"redirect_uri must end in {CALLBACK}, directly after the dashboard's name.")
    if set(urlsplit(section["server_metadata_url"]).path.split("/")) & set(ANYBODY):
        found.append("server_metadata_url lets anybody sign in. Name your own tenant in it.")
    return found


def problems_of_secret(secret: str) -> list[str]:
    if len(secret) >= SHORTEST and len(set(secret)) >= FEWEST_CHARACTERS:
        return []
    return [
        f"cookie_secret could be guessed. Give it at least {SHORTEST} random characters. {MAKE_ONE}"
    ]


def problems_of_address(key: str, address: str) -> list[str]:
    parts = split(address)
    if parts and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in NAMES)):
        return []
    return [f"{key} must begin with https://, or be of this computer (localhost)."]


def split(address: str) -> SplitResult | None:
    """The parts of an address; None where it is none, or still has a <blank> to be filled in."""
    if not address.isprintable() or set(address) & set(" <>"):
        return None
    try:
        parts = urlsplit(address)
        return parts if parts.hostname and (parts.port is None or parts.port) else None
    except ValueError:
        return None
