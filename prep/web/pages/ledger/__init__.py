"""The experience ledger, the training log, and the head of a résumé."""

from prep.web.pages.ledger import overview, periods, profile, training
from prep.web.pages.ledger.blueprint import bp

__all__ = ["bp", "overview", "periods", "profile", "training"]
