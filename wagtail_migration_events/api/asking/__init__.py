"""What every address of the API has in common: who asks, in which language, and for what."""
