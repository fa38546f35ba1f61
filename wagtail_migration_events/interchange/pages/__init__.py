"""From events as a source tells them to pages of the site."""
