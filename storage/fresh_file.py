"""A file that appears under its name only when it is whole: written beside, kept on disk, then renamed."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def fresh_file(place: Path, *, replace: bool) -> Iterator[Path]:
    """What is written to the path this gives will stand at *place*, for its owner's eyes only, or nothing will.

    Raises FileExistsError when something stands there, a link too, unless *replace*. A link is never followed.
    """
    if not replace and os.path.lexists(place):
        raise FileExistsError(17, "File exists", str(place))
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        _keep(beside)
        if replace:
            beside.replace(place)
        else:
            os.link(beside, place, follow_symlinks=False)
        _keep(place.parent)
    finally:
        for left in (beside, *(Path(f"{beside}{end}") for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def _keep(path: Path) -> None:
    """On disk, not only in memory."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
