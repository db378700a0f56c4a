"""Fixtures of all tests: databases, the living company, the command line (tests/databases.py, …)."""

import pytest

pytest_plugins = ["tests.databases", "tests.company", "tests.command_line", "tests.killed.killing"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgresql", action="store_true", help="the company's tests on PostgreSQL instead of SQLite")
    parser.addoption("--http", action="store_true", help="the company's tests in HTTP mode instead of Socket Mode")
