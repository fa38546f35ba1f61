"""Translations that leave the site in files and come back: what goes out, and what is kept."""
