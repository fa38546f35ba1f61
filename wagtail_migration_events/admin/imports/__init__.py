"""Importing events in the admin: upload, columns, plan, names, import, history, removal."""
