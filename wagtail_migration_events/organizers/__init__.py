"""Who holds an event: organizer pages, and the links from events to them."""
