"""The world outside, one file per service."""
