"""The portfolio: projects with their evidence, bullets for a résumé, stories for an interview."""
