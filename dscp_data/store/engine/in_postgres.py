"""A store in PostgreSQL, which several servers share. DuckDB stays the query engine: its extension
reads and writes the tables there.

Writers take turns by an advisory lock, which PostgreSQL drops with the connection of a process that
ends. Every question is a transaction of its own that also reads the versions, so that a server
learns of the changes of another with its next question.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import duckdb

from dscp_data.store.engine.connection import DATABASE, SETTINGS
from dscp_data.store.engine.encryption import quoted
from dscp_data.store.engine.error_text import describe_error
from dscp_data.store.engine.errors import Damaged, NotMigrated, ServerAway, StoreError
from dscp_data.store.engine.extensions import load_extension
from dscp_data.store.engine.files import FileTable
from dscp_data.store.engine.versions import Versions

LOG = logging.getLogger("dscp")
SETTING = "DSCP_STORE"
SCHEMES = ("postgresql", "postgres")
PASSWORD = "PGPASSWORD"
KEY_PASSWORD = "sslpassword"
LOCK = 4_901_726  # any number that every server of this program knows
LOCK_SECONDS = 60
# So that a server that vanished is noticed within half a minute, and not after the system's hours.
CONNECTION = {
    "connect_timeout": "10",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "25000",
}
ORIGINALS = "files.original"  # in a schema of its own, so that digests of the tables leave it out
COLLATIONS = ("C", "POSIX", "C.UTF-8", "C.utf8")
AWAY = (
    "Unable to connect", "connection to server", "server closed the connection",
    "terminating connection", "no connection to the server", "connection has been closed",
    "could not receive data", "could not send data", "Connection refused",
)  # fmt: skip
NEXT_ID = (
    "CREATE OR REPLACE MACRO memory.main.next_id(sequence) AS TABLE"
    f" FROM postgres_query('{DATABASE}', 'SELECT nextval(''' || sequence || ''') AS id')"
)
VERSIONS = (
    "SELECT (SELECT max(version) FROM data_version) AS data,"
    " (SELECT max(version) FROM schema_version) AS schema,"
    " (SELECT coalesce(max(id), 0) FROM user_role) AS roles"
)
SERVER = (
    "SELECT datcollate::TEXT AS locale, pg_encoding_to_char(encoding)::TEXT AS encoding"
    " FROM pg_database WHERE datname = current_database()"
)
FILE_TABLE = (
    f"CREATE SCHEMA IF NOT EXISTS files; CREATE TABLE IF NOT EXISTS {ORIGINALS}"
    " (name TEXT PRIMARY KEY, content BYTEA NOT NULL, changed_at TIMESTAMP NOT NULL)"
)
# What PostgreSQL calls otherwise. Migrations use nothing else that it does not know.
DIALECT = (
    (r"\bDOUBLE\b", "DOUBLE PRECISION"),
    (r"\bAS FROM\b", "AS SELECT * FROM"),
    (r"\bDEFAULT \[\]", "DEFAULT '{}'"),
)


@dataclass(frozen=True)
class InPostgres:
    """`url` has no password, so that no message of DuckDB or of PostgreSQL can show one."""

    url: str
    password: str = field(default="", repr=False)

    is_shared: ClassVar[bool] = True
    enter_schema: ClassVar[str] = f"SET search_path = '{DATABASE}.public,memory.main'"

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Raises ServerAway, or StoreError for a database that sorts texts otherwise."""
        connection = duckdb.connect(":memory:", config=SETTINGS)
        try:
            load_extension(
                connection,
                "postgres_scanner",
                f"{SETTING} is set, but DuckDB's extension for PostgreSQL is not installed",
            )
            if self.password:
                os.environ[PASSWORD] = self.password  # where PostgreSQL's own library looks
            connection.execute(f"ATTACH {quoted(self.url)} AS {DATABASE} (TYPE postgres)")
            connection.execute(self.enter_schema)
            connection.execute("SET enable_external_access = false")
            check_server(connection)
            with self.writer_lock(connection):
                run_in_postgres(connection, FILE_TABLE)
        except duckdb.Error as error:
            connection.close()
            raise self.opening_fault(error) from error
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def writer_lock(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Hold the lock of all servers until a change is committed or given up. A transaction of
        its own has it, so that it outlasts the commit. Raises ServerAway, or StoreError where
        another server does not let it go."""
        holder = connection.cursor()
        try:
            self.lock(holder)
            yield
        finally:
            holder.close()

    def lock(self, holder: duckdb.DuckDBPyConnection) -> None:
        try:
            holder.begin()
            run_in_postgres(holder, f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
            query_postgres(holder, f"SELECT pg_advisory_xact_lock({LOCK})::TEXT AS locked")
        except duckdb.Error as error:
            if "lock timeout" in str(error):
                raise StoreError(
                    "Another server is still saving. Nothing has been changed. Try again in a "
                    "minute."
                ) from error
            raise self.fault(error) or error from error

    def run_migration(self, connection: duckdb.DuckDBPyConnection, text: str) -> None:
        """Definitions of tables go to PostgreSQL itself, everything else through DuckDB."""
        for statement in statements(text):
            if statement.startswith(("CREATE", "ALTER", "DROP")):
                run_in_postgres(connection, in_dialect(statement))
            else:
                connection.execute(statement)

    def create_macros(self, connection: duckdb.DuckDBPyConnection, text: str) -> None:
        """In this process alone: another version of the program may use the same tables."""
        connection.execute("CALL pg_clear_cache()")  # of tables as they were
        connection.execute(NEXT_ID)
        connection.execute(text.replace(" MACRO ", " MACRO memory.main."))

    def versions(self, cursor: duckdb.DuckDBPyConnection) -> Versions:
        """The versions that the transaction of a cursor sees."""
        data, schema, roles = query_postgres(cursor, VERSIONS)[0]
        if data is None:
            raise Damaged("The data version is not in the database.")
        return Versions(data, schema, roles)

    def fault(self, error: duckdb.Error) -> StoreError | None:
        """ServerAway where PostgreSQL does not answer."""
        if not any(words in str(error) for words in AWAY):
            return None
        LOG.error("PostgreSQL at %s does not answer: %s", self.url, describe_error(error))
        return ServerAway(
            "The database server is not available. Everything that was saved is safe. Try again "
            "in a minute, and check that your last change is there."
        )

    def opening_fault(self, error: duckdb.Error) -> StoreError:
        if away := self.fault(error):
            return away
        LOG.error("PostgreSQL at %s cannot be used: %s", self.url, describe_error(error))
        return NotMigrated(
            "The database in PostgreSQL could not be read or brought up to date. The log of the "
            "dashboard says why."
        )

    def original_files(self, connection: duckdb.DuckDBPyConnection) -> FileTable:
        @contextmanager
        def cursor() -> Iterator[duckdb.DuckDBPyConnection]:
            opened = connection.cursor()
            try:
                yield opened
            except duckdb.Error as error:
                raise self.fault(error) or error from error
            finally:
                opened.close()

        return FileTable(cursor, f"{DATABASE}.{ORIGINALS}")


def postgres_of(setting: str) -> InPostgres:
    """The place that a setting names, as "postgresql://user@host/database?sslmode=verify-full".
    Raises StoreError, which never shows what the setting says."""
    try:
        parts = urlsplit(setting.strip())
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in SCHEMES or not parts.path.strip("/"):
        raise StoreError(
            f"{SETTING} must be an address like postgresql://user@host/database. Correct it, or "
            "unset it to use a file."
        )
    user, at, hosts = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    options = {**CONNECTION, **dict(parse_qsl(parts.query))}
    if KEY_PASSWORD in options:
        raise StoreError(
            f"{SETTING} must not have {KEY_PASSWORD}: PostgreSQL could show it in a message. Use a "
            "key file without a password that only the service can read."
        )
    password = options.pop("password", unquote(password))
    url = f"{parts.scheme}://{name}{at}{hosts}{parts.path}?{urlencode(options, quote_via=quote)}"
    return InPostgres(url, password)


def check_server(connection: duckdb.DuckDBPyConnection) -> None:
    """Texts must sort as DuckDB sorts them, by code point: PostgreSQL compares some of them."""
    locale, encoding = query_postgres(connection, SERVER)[0]
    if encoding != "UTF8" or locale not in COLLATIONS:
        raise StoreError(
            f"The database in PostgreSQL has the encoding {encoding} and the locale {locale}. "
            "Make it with `createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8`."
        )


def run_in_postgres(cursor: duckdb.DuckDBPyConnection, statement: str) -> None:
    """Run a statement in PostgreSQL itself, in the transaction of the cursor."""
    cursor.execute(f"CALL postgres_execute('{DATABASE}', {quoted(statement)})")


def query_postgres(cursor: duckdb.DuckDBPyConnection, statement: str) -> list[tuple[Any, ...]]:
    """The rows of a query that PostgreSQL itself answers, in the transaction of the cursor."""
    found = cursor.execute(f"FROM postgres_query('{DATABASE}', {quoted(statement)})")
    return found.fetchall()


def statements(text: str) -> list[str]:
    """The statements of a migration. None has a semicolon or two dashes inside of a text."""
    code = re.sub(r"--.*", "", text)
    return [statement for one in code.split(";") if (statement := one.strip())]


def in_dialect(statement: str) -> str:
    for pattern, replacement in DIALECT:
        statement = re.sub(pattern, replacement, statement)
    return statement
