"""Asking other hosts: the only place from which the package reaches out into the network."""
