"""Telling people what waits for them: by e-mail, at once or once a day."""
