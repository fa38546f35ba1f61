"""Which translations were made from text that the source has changed since."""
