"""From the lines of a file to events as the source tells them."""
