"""What a run does: plain steps, the Prefect flows around them, and the command line."""
