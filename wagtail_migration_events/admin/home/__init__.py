"""What the home page of the admin shows, and the events that need attention."""
