"""What an event is: its facts, its text, its dates, and how they are checked and edited."""
