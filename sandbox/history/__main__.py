"""`python -m sandbox.history` (`make history`): the real bot lives through six months, and the end is shipped.

For maintainers, after a change that what is shipped should show; it takes a quarter of an hour.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from sandbox.history.making import make
from sandbox.history.packing import pack


def main() -> int:
    begun = time.monotonic()
    with TemporaryDirectory(prefix="interview-bot-history-") as temporary:
        folder = Path(temporary)
        make(folder, lambda words: print(f"{time.monotonic() - begun:5.0f} s  {words}", flush=True))
        print(f"Packed into {pack(folder) / 1000:.0f} kB.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
