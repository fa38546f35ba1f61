"""Work on many things that goes on after the request, with progress and a report row by row."""
