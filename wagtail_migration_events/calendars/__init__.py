"""Month, week and day as grids of what was found; pure functions and what a page shows of them."""
