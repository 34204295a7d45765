"""Taking the portfolio out: one document of what may leave, in several formats."""
