"""Review of a language by those who read it."""
