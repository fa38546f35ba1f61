"""The three settings worlds in which the package has to stand."""
