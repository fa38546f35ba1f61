"""Words that a translator must not make up: official titles, and the site's own glossary."""
