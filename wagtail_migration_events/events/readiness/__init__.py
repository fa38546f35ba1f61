"""What an editor should look at before an event is published."""
