"""A site as an adopter would write it. Start it with ``make demo``."""
