"""Prep: a self-hosted certification exam prep engine."""
