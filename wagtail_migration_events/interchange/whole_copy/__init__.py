"""All events, organizers and terms of a site in one folder, and such a folder brought back."""
