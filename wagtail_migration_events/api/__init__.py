"""The typed headless API: one django-ninja router, public and read-only.

Mount :data:`wagtail_migration_events.api.router.router` in Wagtail 8's API v3 or in an API of the
site's own; :mod:`wagtail_migration_events.api.standalone` is one that is ready to use.
"""
