"""The screens on which files are downloaded and brought back."""
