"""A URLconf without languages; ``endpoint.py`` says what for."""

urlpatterns: list[object] = []
