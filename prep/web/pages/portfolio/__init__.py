"""The portfolio: projects, the bullet workshop, stories."""

from prep.web.pages.portfolio import bullets, overview, projects, stories
from prep.web.pages.portfolio.blueprint import bp

__all__ = ["bp", "bullets", "overview", "projects", "stories"]
