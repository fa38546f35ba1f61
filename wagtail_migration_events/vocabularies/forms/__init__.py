"""How codes are chosen in a form."""
