"""What an event is about, where, and for whom: terms known by codes, labelled in many languages."""
