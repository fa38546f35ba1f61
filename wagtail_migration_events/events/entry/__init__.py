"""What an editor types about time, and how it is understood: pure functions, no tables."""
