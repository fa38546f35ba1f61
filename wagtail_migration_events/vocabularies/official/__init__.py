"""The official vocabularies: packaged data, with what a site corrects in it."""
