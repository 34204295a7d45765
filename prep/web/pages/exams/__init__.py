"""Mock exams: which there are, starting one, and the room in which it is sat."""

from prep.web.pages.exams import saving, sitting, starting
from prep.web.pages.exams.blueprint import bp

__all__ = ["bp", "saving", "sitting", "starting"]
