"""Bringing events that were there before the package into line, once, and only when asked."""
