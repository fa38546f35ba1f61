"""What the public pages say of an event, worked out for the templates to print."""
