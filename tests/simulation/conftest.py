"""`template`: a migrated database that every run of this worker begins with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.run import a_template


@pytest.fixture(scope="session")
def template() -> Iterator[Path]:
    with a_template() as path:
        yield path
