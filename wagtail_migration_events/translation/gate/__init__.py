"""What must hold before a language of an event goes live, and all languages together."""
