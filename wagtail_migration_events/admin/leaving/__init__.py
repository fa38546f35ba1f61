"""What becomes of the other languages when the source of facts goes."""
