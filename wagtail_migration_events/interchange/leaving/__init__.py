"""What a site does before it takes one of our apps out: nothing of Wagtail's may name it then."""
