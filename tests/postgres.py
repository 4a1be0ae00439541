"""PostgreSQL as Debian has it, for tests: a server of their own, and an empty database for each."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

SECRET = "not-to-be-seen-anywhere"
USER = "postgres"
OPTIONS = "-c listen_addresses='' -c fsync=off -c max_connections=200"
MAKE = "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"


@dataclass(frozen=True)
class Server:
    """`folder` has its data and its socket; a short path, as a socket's must be."""

    folder: Path

    def address(self, database: str) -> str:
        """What DSCP_STORE says for a database."""
        return f"postgresql://{USER}:{SECRET}@/{database}?host={self.folder}"

    def sql(self, statement: str, database: str = USER) -> str:
        return self.run("psql", "-Atqc", statement, database)

    def create(self, database: str, make: str = MAKE) -> str:
        """Make a database, and give its address."""
        self.sql(f'CREATE DATABASE "{database}" {make}')
        return self.address(database)

    def dump(self, database: str) -> Path:
        """Back a database up, as its administrator would; gives the file."""
        file = self.folder / f"{database}.dump"
        self.run("pg_dump", "--format=custom", f"--file={file}", database)
        return file

    def restore(self, file: Path, database: str) -> str:
        """Make a database from a backup, and give its address."""
        address = self.create(database)
        self.run("pg_restore", f"--dbname={database}", file)
        return address

    def run(self, name: str, *arguments: object) -> str:
        found = subprocess.run(
            [program(name), "-h", self.folder, "-U", USER, *map(str, arguments)],
            env={**os.environ, "PGPASSWORD": SECRET},
            capture_output=True,
            text=True,
            check=True,
        )
        return found.stdout.strip()

    def start(self) -> None:
        control(self.folder, "start", "-w", "-l", self.folder / "log",
                "-o", f"{OPTIONS} -k {self.folder}")  # fmt: skip

    def stop(self) -> None:
        """Stop it as a crash would, with every connection cut."""
        control(self.folder, "stop", "-w", "-m", "immediate")


NUMBERS = count(1)


def database_of(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2]


@contextmanager
def running_server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="dscp-pg-"))
    secret, locale = folder / "secret", ["-E", "UTF8", "--locale=C.UTF-8"]
    try:
        secret.write_text(SECRET)
        if os.geteuid() == 0:
            shutil.chown(folder, USER)
            shutil.chown(secret, USER)
        folder.chmod(0o755)
        run_as_postgres("initdb", "-D", folder / "data", "-U", USER, "-A", "scram-sha-256",
                        f"--pwfile={secret}", "--no-sync", *locale)  # fmt: skip
        server = Server(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def control(folder: Path, *arguments: object) -> None:
    run_as_postgres("pg_ctl", "-D", folder / "data", *arguments)


def run_as_postgres(name: str, *arguments: object) -> None:
    """PostgreSQL refuses to run as root."""
    subprocess.run(
        [program(name), *map(str, arguments)],
        user=USER if os.geteuid() == 0 else None,
        cwd="/",
        stdout=subprocess.DEVNULL,
        check=True,
    )


def program(name: str) -> str:
    """Debian keeps them where no shell looks."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    found = shutil.which(name, path=str(folders[-1]) if folders else None) or shutil.which(name)
    assert found, f"PostgreSQL's {name} is missing: `make postgresql` installs it"
    return found
