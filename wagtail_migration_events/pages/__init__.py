"""Ready-made pages. A site that brings its own page classes leaves this app out."""
