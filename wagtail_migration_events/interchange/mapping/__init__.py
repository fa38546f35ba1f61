"""Which column of somebody's file is which of ours: written by people, drafted by the package."""
