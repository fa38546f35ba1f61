"""Around a whole run of an import: one at a time, its plan, and redirects from old addresses."""
