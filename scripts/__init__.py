"""Tools for the people who work on the package; not part of the wheel."""
