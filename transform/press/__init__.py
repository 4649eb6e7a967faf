"""What councils say of their inspections: a page of a newsroom, as a release with claims."""
