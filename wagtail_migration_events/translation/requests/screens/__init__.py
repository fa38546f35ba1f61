"""The screens on which the translations of one event are asked for, changed and begun."""
