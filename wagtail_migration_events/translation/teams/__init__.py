"""Groups of translators and reviewers for each language, and the workflow between them."""
