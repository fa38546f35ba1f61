"""The matrix: events and languages, with how far each is, who has it and by when."""
