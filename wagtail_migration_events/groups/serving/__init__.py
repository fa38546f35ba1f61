"""How pages are answered to the public, and how long an answer holds."""
