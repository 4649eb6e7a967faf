"""Ofsted's own yearly table held against the grades that stood on its day."""
