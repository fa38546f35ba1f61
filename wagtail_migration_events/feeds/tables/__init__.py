"""Events as the rows of a table, and tables as files."""
