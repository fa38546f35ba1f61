"""What an answer says of an event, field by field."""
