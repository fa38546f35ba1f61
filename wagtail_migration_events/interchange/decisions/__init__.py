"""Names that people decide about: files in which a proposal stands until somebody corrects it."""
