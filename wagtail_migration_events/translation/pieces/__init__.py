"""The texts and links of one translation: read, checked when they are typed, and saved."""
