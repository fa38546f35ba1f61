"""Imports that people begin in the admin: the file they give, its plan, and the import itself."""
