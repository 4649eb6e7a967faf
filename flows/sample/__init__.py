"""The sample edition: small imitations of the report site and of a newsroom, made up, for a run without a network."""
