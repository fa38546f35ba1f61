"""The vocabularies of a site: its terms, how often each is used, merging and deleting."""
