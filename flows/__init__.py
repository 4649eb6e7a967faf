"""Runs: the steps of one, the Prefect flows that orchestrate them, the command line, and the sample edition."""
