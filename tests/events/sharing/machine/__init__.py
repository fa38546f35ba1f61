"""A model of a group of event pages, the steps that editors take, and what must hold after each."""
