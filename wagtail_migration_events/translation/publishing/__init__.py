"""Going live: all languages of an event at once, or one of them although something is missing."""
