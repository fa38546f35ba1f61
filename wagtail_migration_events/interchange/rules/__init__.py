"""What is repaired before a row is understood: named rules that can be switched off."""
