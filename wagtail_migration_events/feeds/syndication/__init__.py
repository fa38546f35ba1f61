"""What was published lately, for programs that read feeds: RSS 2.0 and Atom (RFC 4287)."""
