"""The way from a weak task to work that was done: planned, documented, checked."""

from prep.web.pages.actions import checking, documenting, planning, showing
from prep.web.pages.actions.blueprint import bp

__all__ = ["bp", "checking", "documenting", "planning", "showing"]
