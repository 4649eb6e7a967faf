"""The sample edition: a small imitation of the report site, with made reports, for a run without a network."""
