"""Measures what the package promises about speed: ``make bench``, or ``python -m bench --help``.

A subject (``publishing.py``, ``freshness.py``) makes its data with ``seeding.py`` and returns
cases and the bounds that they must keep; ``subjects.py`` lists the subjects. Only counts of
queries decide whether a run fails, since times depend on the machine.
"""
