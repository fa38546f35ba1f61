"""The vocabularies that belong to a site: snippets, one row for all languages."""
