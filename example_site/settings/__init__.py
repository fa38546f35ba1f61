"""``development`` for the demo, ``production`` from the environment; both build on ``site``."""
