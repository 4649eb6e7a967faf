"""Ofsted's yearly table of local authority inspection outcomes, read cell by cell."""
