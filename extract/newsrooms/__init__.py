"""Councils' newsrooms: which there are, and which items they list."""
