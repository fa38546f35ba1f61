"""The facts of an event by subject: fields, what they mean, what is refused."""
