"""PostgreSQL's own tools make and read its backups; the password reaches them by the environment."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import URL

from storage.engine import DatabaseUnusable, normalised, open_engine


def dump(database_url: str, target: Path) -> None:
    """The rows of one moment, in pg_dump's custom format."""
    _run("pg_dump", database_url, "--format=custom", "--no-owner", "--no-privileges", "--schema=public",
         f"--file={target}")  # fmt: skip
    _run("pg_restore", None, "--list", str(target))


@contextmanager
def in_place_of(database_url: str, backup: Path, stamp: str) -> Iterator[str]:
    """Load *backup*; the schema it takes the place of is kept under the name this gives.

    On an error all is as before.
    """
    _run("pg_restore", None, "--list", str(backup))
    aside = f"before_restore_{stamp.replace('-', '_').lower()}"
    _change(database_url, f"ALTER SCHEMA public RENAME TO {aside}", "CREATE SCHEMA public")
    try:
        _run("pg_restore", database_url, "--no-owner", "--no-privileges", "--schema=public", "--exit-on-error",
             str(backup))  # fmt: skip
        yield aside
    except BaseException:
        _change(database_url, "DROP SCHEMA public CASCADE", f"ALTER SCHEMA {aside} RENAME TO public")
        raise


def _change(database_url: str, *statements: str) -> None:
    engine = open_engine(database_url, patient=True)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def _run(tool: str, database_url: str | None, *arguments: str) -> None:
    path = shutil.which(tool)
    if path is None:
        raise DatabaseUnusable(
            f"{tool} is not here. Install PostgreSQL's client programs (the package is often called "
            "postgresql-client), of the server's version or newer."
        )
    where, environ = _where(database_url) if database_url else ([], {})
    done = subprocess.run(  # noqa: S603  # the program was looked up, no shell reads the arguments
        [path, *where, *arguments], env=os.environ | environ, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it did not say why"]
        raise DatabaseUnusable(f"{tool} did not succeed: {said[0]}")


def _where(database_url: str) -> tuple[list[str], dict[str, str]]:
    """How libpq is told the database, and what must not be seen in the list of processes."""
    url = normalised(database_url)
    password = url.password or url.query.get("password")
    plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    plain = plain.difference_update_query(["password"])
    return ["--dbname", plain.render_as_string()], {"PGPASSWORD": str(password)} if password else {}
