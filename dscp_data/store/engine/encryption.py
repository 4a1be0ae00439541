"""Encryption at rest, with the key in DSCP_DATABASE_KEY.

DuckDB encrypts the database and its log (AES-256-GCM). It may only read such a file unless its
httpfs extension is there, which brings OpenSSL. Files of our own are sealed with Fernet
(`cryptography`): originals, the log of events. Each use has a key of its own.
"""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import duckdb
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dscp_data.store.engine.errors import StoreError, WrongKey
from dscp_data.store.engine.extensions import load_extension

SETTING, NEW_SETTING = "DSCP_DATABASE_KEY", "DSCP_NEW_DATABASE_KEY"
SHORTEST = 32
SEALED = b"gAAAAA"  # how every Fernet token begins: its version and the high bytes of its time
MAKE_ONE = '`python -c "import secrets; print(secrets.token_urlsafe(32))"` makes one.'


@dataclass(frozen=True)
class Key:
    """A secret, or "" where nothing is encrypted."""

    secret: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.secret)

    @cached_property
    def of_database(self) -> str:
        """The key that DuckDB is given: letters, digits, - and _."""
        return derived(self.secret, b"database").decode() if self.secret else ""

    @cached_property
    def _fernet(self) -> Fernet:
        return Fernet(derived(self.secret, b"files"))

    def seal(self, content: bytes) -> bytes:
        return self._fernet.encrypt(content) if self.secret else content

    def unseal(self, content: bytes, name: str) -> bytes:
        """What was sealed; content that never was, as it is. Raises WrongKey, naming the file."""
        if not content.startswith(SEALED):
            return content
        if not self.secret:
            raise WrongKey(f"{name} is encrypted. Set {SETTING} to the key it was encrypted with.")
        try:
            return self._fernet.decrypt(content)
        except InvalidToken as error:
            raise WrongKey(
                f"{name} cannot be decrypted: it was encrypted with another key or is damaged. "
                f"Check {SETTING}."
            ) from error


def configured_key(setting: str = SETTING) -> Key:
    """The key of an environment variable, or of the file that `<setting>_FILE` names, as a service
    manager hands secrets over. Raises StoreError for one that could be guessed or not be read."""
    secret = os.environ.get(setting, "") or read_secret(os.environ.get(f"{setting}_FILE", ""))
    if secret and len(secret) < SHORTEST:
        raise StoreError(f"{setting} must have at least {SHORTEST} characters. {MAKE_ONE}")
    return Key(secret)


def read_secret(file: str) -> str:
    """What a file says, without the end of its line; nothing where none is named. A key that is
    named and missing must not turn encryption off."""
    if not file:
        return ""
    try:
        secret = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise StoreError(f"The key file {file} cannot be read.") from error
    if not secret:
        raise StoreError(f"The key file {file} is empty. {MAKE_ONE}")
    return secret


def describe_encryption(key: Key, *, in_postgres: bool = False) -> str:
    if in_postgres:
        return (
            "PostgreSQL holds the data. Its administrator encrypts them. Original files and the "
            f"event log are {'also' if key else 'not'} encrypted with the database key."
        )
    if key:
        return "Encryption at rest is on: database, originals, log and backups."
    return "Encryption at rest is off. To turn it on, see docs/operating.md."


def derived(secret: str, use: bytes) -> bytes:
    """A key of its own for each use, 32 bytes as url-safe base64."""
    made = HKDF(SHA256(), 32, salt=None, info=b"dscp " + use).derive(secret.encode())
    return base64.urlsafe_b64encode(made)


def load_openssl(connection: duckdb.DuckDBPyConnection) -> None:
    """Let DuckDB write encrypted files. Raises StoreError where the wheel is missing."""
    load_extension(
        connection, "httpfs", f"{SETTING} is set, but DuckDB's encryption is not installed"
    )


def quoted(text: str | Path) -> str:
    """A text as SQL writes it, for statements that take no parameters."""
    return "'" + str(text).replace("'", "''") + "'"
