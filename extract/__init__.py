"""The outside world, as archived bytes."""
