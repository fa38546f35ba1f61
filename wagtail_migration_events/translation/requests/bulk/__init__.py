"""Asking for the translations of many events, giving them to somebody, reminding of them."""
