"""Moving in and out: people and candidates from CSV files, what can be read in a spreadsheet into CSV files."""
