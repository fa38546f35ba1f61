"""Every import as a run with a number, what became of its rows, and how what it made is removed."""
