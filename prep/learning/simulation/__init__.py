"""Simulated learners under three independent models of memory, to compare what to ask next.

A policy sees the day, the concept, its domain, whether the answer was right, and the tap of
confidence; never the world. The same learners and the same chances meet every policy.
"""
