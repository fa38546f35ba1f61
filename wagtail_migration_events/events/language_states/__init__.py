"""How far each language of an event is."""
