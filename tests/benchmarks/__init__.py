"""Measurements at length, none of them a test: machines differ.  docs/experiments/speed.md holds what they gave."""
