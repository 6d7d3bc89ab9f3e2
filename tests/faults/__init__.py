"""Faults made on purpose: a run that is killed, a disk that fails, many runs at once.

``make faults`` runs all of them at length and prints a table; the test suite runs a few of each.
"""
