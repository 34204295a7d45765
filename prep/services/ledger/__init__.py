"""The experience ledger, the training log and the head of a résumé."""
