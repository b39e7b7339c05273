"""A claim held against the record."""
