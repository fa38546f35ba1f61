"""What a language has of its own, and keeps whatever localize copies."""
