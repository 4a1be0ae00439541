"""Opens DuckDB files with their key, locks them down, and translates errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from dscp_data.store.engine.encryption import SETTING, Key, load_openssl, quoted
from dscp_data.store.engine.errors import Damaged, InUse, WrongKey, storage_fault

DATABASE = "store"
COPY = "copied"
IN_USE = ("Could not set lock", "being used by another process")  # on Unix, on Windows
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def open_database(
    path: Path, key: Key, beside: Path | None = None, *, writes_encrypted: bool = False
) -> duckdb.DuckDBPyConnection:
    """A connection that uses the database at `path` and can reach no other file, but those in the
    folder `beside`, where backups are written. Raises InUse, Damaged or WrongKey."""
    connection = duckdb.connect(":memory:", config=SETTINGS)
    try:
        if key or writes_encrypted:
            load_openssl(connection)
        if beside is not None:
            connection.execute("SET allowed_directories = [?]", [f"{beside.absolute()}/"])
        attach(connection, path, key, DATABASE)
        connection.execute(f"USE {DATABASE}")
        connection.execute("SET enable_external_access = false")
    except BaseException:
        connection.close()
        raise
    return connection


def attach(connection: duckdb.DuckDBPyConnection, path: Path, key: Key, name: str) -> None:
    """Raises InUse, NoRoom, NotWritable, Damaged or WrongKey."""
    with_key = f" (ENCRYPTION_KEY {quoted(key.of_database)})" if key else ""
    try:
        connection.execute(f"ATTACH {quoted(path.absolute())} AS {name}{with_key}")
    except (duckdb.CatalogException, duckdb.InvalidInputException) as error:
        raise wrong_key(path, key, error) from error
    except duckdb.BinderException as error:
        raise InUse(f"The database {path} is already open in this program.") from error
    except duckdb.Error as error:
        if any(words in str(error) for words in IN_USE):
            raise InUse(
                f"Another program has the database {path} open. Stop the dashboard first, "
                "or upload through the Returns page instead."
            ) from error
        raise storage_fault(error, path) or Damaged(
            f"The database {path} cannot be opened: it is damaged, or not a file that this "
            "dashboard made."
        ) from error


def wrong_key(path: Path, key: Key, error: duckdb.Error) -> Exception:
    message = str(error)
    if "is not encrypted" in message:
        return WrongKey(
            f"{SETTING} is set, and the database {path} is not encrypted. Unset it, or encrypt "
            "the stored data with `python -m dscp_data rotate-key`: see docs/operating.md."
        )
    if "encrypt" in message.lower():
        why = "with another key than" if key else "and no key is set in"
        return WrongKey(f"The database {path} is encrypted {why} {SETTING}. Set the right key.")
    return Damaged(f"The database {path} cannot be opened: it is damaged.")


@contextmanager
def attached(cursor: duckdb.DuckDBPyConnection, path: Path, key: Key) -> Iterator[str]:
    """Another database beside the one in use, by the name it has meanwhile."""
    attach(cursor, path, key, COPY)
    try:
        yield COPY
    finally:
        cursor.execute(f"DETACH {COPY}")
