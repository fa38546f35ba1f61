"""Telling machines what has changed: the signal, the record for harvesters, and webhooks."""
