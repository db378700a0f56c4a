"""Fixtures of all tests: databases (tests/databases.py) and the living company (tests/company.py)."""

import pytest

pytest_plugins = ["tests.databases", "tests.company"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgresql", action="store_true", help="the company's tests on PostgreSQL instead of SQLite")
