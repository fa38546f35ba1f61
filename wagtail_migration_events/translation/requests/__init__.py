"""Who wants which event in which language, from whom, and by when."""
