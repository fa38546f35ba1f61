"""Rows of one event in several languages, which become pages of one group."""
