"""What the home page of the admin shows."""
