"""Moving in and out: people and candidates from CSV files, everything that is remembered into CSV files."""
