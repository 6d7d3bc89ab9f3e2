"""Inputs that nobody would write, made from ones that somebody has: ``make fuzz`` for an hour, a few seconds in the suite.

::

    seeds ─ mutate (or atheris, guided by what was covered) ─▶ bytes ─ a target ─▶ nothing, or a fault
"""
