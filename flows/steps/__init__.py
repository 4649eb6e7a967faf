"""The steps of a run as plain functions that know nothing of Prefect."""
