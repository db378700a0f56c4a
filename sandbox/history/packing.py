"""A company with a past, as it is shipped: what the world shows and what the bot remembers, packed as text."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

from sandbox import saved

DATABASE = "interview-bot.db"
MEMORY = "interview-bot.sql"
SHIPPED = Path(__file__).parent


def pack(folder: Path, into: Path = SHIPPED) -> int:
    """Returns how many bytes it takes."""
    with closing(sqlite3.connect(folder / DATABASE)) as memory:
        _pack("\n".join(memory.iterdump()) + "\n", into / MEMORY)
    _pack((folder / saved.FILE).read_text(encoding="utf-8", errors="surrogateescape"), into / saved.FILE)
    return sum((into / f"{name}.gz").stat().st_size for name in (MEMORY, saved.FILE))


def unpack(folder: Path, shipped: Path = SHIPPED) -> None:
    """A company that begins on a Monday with six months behind it, in an empty *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"{DATABASE}.new"
    new.unlink(missing_ok=True)
    with closing(sqlite3.connect(new)) as memory:
        memory.execute("PRAGMA synchronous = OFF")
        memory.executescript(gzip.decompress((shipped / f"{MEMORY}.gz").read_bytes()).decode())
    new.replace(folder / DATABASE)
    (folder / saved.FILE).write_bytes(gzip.decompress((shipped / f"{saved.FILE}.gz").read_bytes()))


def _pack(text: str, file: Path) -> None:
    """The same text gives the same bytes."""
    content = text.encode("utf-8", "surrogateescape")
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
