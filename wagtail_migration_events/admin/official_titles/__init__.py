"""The official vocabularies, and the corrections of their titles."""
