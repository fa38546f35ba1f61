"""One thing done to many events that were ticked in a listing: foreseen, done, reported."""
