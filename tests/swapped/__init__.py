"""A site whose base page is its own (Wagtail 8), with event pages made from the mixins."""
